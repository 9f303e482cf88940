// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/models/tracemodel.h"
#include "ui/timeline/theme.h"

#include <QElapsedTimer>
#include <QStatusBar>

class QLabel;

namespace awaitscope::widgets {

/// The bottom line: how the run stands, counts by state and outcome, virtual time, speed, frames a
/// second.
class StatusLine final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setTheme(const timeline::Theme &theme) { m_theme = &theme; }

    /// Shows this run as it is now.
    void show(const run::Run &run, const models::TraceModel &trace);
    /// Shows a trace that does not change.
    void show(const models::TraceModel &trace);
    /// Says where the run is recorded; empty: it is not.
    void showRecording(const QString &file);
    /// Counts a painted frame.
    void countFrame();

private:
    void showPartial(const models::TraceModel &trace);
    void showTime(const models::TraceModel &trace, const QString &speed);
    [[nodiscard]] QString countsOf(const models::TraceModel &trace) const;

    const timeline::Theme *m_theme = &timeline::Theme::dark();
    QLabel *m_state;
    QLabel *m_counts;
    QLabel *m_partial;
    QLabel *m_recording;
    QLabel *m_time;
    QLabel *m_frames;
    bool m_isRunning = false;
    QElapsedTimer m_since; // when counting frames began
    int m_frameCount = 0;
};

} // namespace awaitscope::widgets
