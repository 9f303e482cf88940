// SPDX-License-Identifier: MIT
#pragma once

#include "engine/scenario/problem.h"
#include "engine/trace/tracestore.h"

#include <functional>
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

/// Called now and then with the part that was read, from 0 to 1; false: give up.
using ReadProgress = std::function<bool(double part)>;

} // namespace awaitscope::formats
