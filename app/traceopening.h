// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/readtrace.h"
#include "ui/widgets/backgroundwork.h"

#include <QObject>

#include <memory>

namespace awaitscope::app {

/// Whether a file is a recording or has Chrome trace events, rather than something to run.
[[nodiscard]] bool isTraceFile(const QString &file);

/// Reads a file that isTraceFile(). To be called by any thread.
[[nodiscard]] scenario::Result<formats::ReadTrace>
readTraceFile(const QString &file, const formats::Progress &progress = {});

/// Reads a trace on a worker thread, while a dialog shows how far it is and lets the user give up.
/// One at a time.
class TraceOpening final : public QObject
{
    Q_OBJECT

public:
    /// The dialog stands over @p window, which outlives it.
    explicit TraceOpening(QWidget &window);

    /// Gives up what is being read.
    void open(const QString &file);

Q_SIGNALS:
    /// The store belongs to the thread of this object.
    void opened(const QString &file, std::shared_ptr<awaitscope::formats::ReadTrace> trace);
    void failed(const awaitscope::scenario::Problem &problem);

private:
    widgets::BackgroundWork m_work;
};

} // namespace awaitscope::app
