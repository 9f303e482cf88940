// SPDX-License-Identifier: MIT
#pragma once

#include "engine/formats/progress.h"
#include "engine/scenario/problem.h"
#include "engine/trace/tracestore.h"

#include <map>
#include <memory>
#include <optional>

namespace awaitscope::formats {

/// A trace that was read from a file.
struct ReadTrace
{
    std::unique_ptr<trace::TraceStore> store;
    QString title; ///< empty: the file has none
    QByteArray runSpec; ///< text of the .run.json that gives this trace; empty: there is none
    bool isForeign = false; ///< not written by this program
    bool isCutOff = false; ///< the end of the file is missing
    std::map<std::string, quint64> ignored; ///< events that were not understood, by what they are
};

} // namespace awaitscope::formats
