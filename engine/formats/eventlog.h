// SPDX-License-Identifier: MIT
#pragma once

#include "engine/formats/progress.h"
#include "engine/trace/tracestore.h"

#include <QByteArray>

namespace awaitscope::formats {

enum class Iterations : quint8 {
    Leave, ///< out
    Show, ///< as key `it`
};

/// Writes a trace as the event log of scenario.md, section 7: one JSON object a line, the bytes of
/// the reference runner. What the trace knows beyond the log is left out.
class EventLog
{
public:
    /// @p store outlives it.
    EventLog(const trace::TraceStore &store, Iterations iterations);

    /// Appends the lines of events [first, last) to @p text.
    void append(QByteArray &text, quint64 first, quint64 last) const;
    /// The whole log; a part of it if @p progress gives up.
    [[nodiscard]] QByteArray text(const Progress &progress = {}) const;

private:
    const trace::TraceStore &m_store;
    Iterations m_iterations;
};

} // namespace awaitscope::formats
