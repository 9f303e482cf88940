// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"

#include <QElapsedTimer>
#include <QObject>

namespace awaitscope {

class Actions;
class Workspace;

namespace widgets {
    class NoticeBar;
}

/// Says over the timeline when a run needs the user: it is deadlocked, an instant takes more than a
/// second of wall time, or its limit of memory holds it.
class RunNotices final : public QObject
{
    Q_OBJECT

public:
    /// @p workspace outlives it.
    RunNotices(Workspace &workspace, Actions &actions, QObject *parent = nullptr);

    /// Looks at the run; call it each frame.
    void show(const run::Run &run);
    /// Another run is on screen, or none.
    void reset();

private:
    void showDeadlock(const run::Run &run);
    void showStall(const run::Run &run);
    void showMemory(const run::Run &run);

    widgets::NoticeBar *m_deadlock;
    widgets::NoticeBar *m_stalled;
    widgets::NoticeBar *m_memory;
    trace::Timestamp m_instant = -1; // in which the run was at the last frame
    QElapsedTimer m_sinceInstant;
};

} // namespace awaitscope
