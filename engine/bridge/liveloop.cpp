// SPDX-License-Identifier: MIT
#include "engine/bridge/liveloop.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <exception>

namespace awaitscope::bridge {

using loop::EventLoop;
using trace::Timestamp;

namespace {

    constexpr quint64 handlesAtATime = 64;
    constexpr qint64 budgetNs = 8'000'000; // half a frame

} // namespace

LiveLoop::LiveLoop(trace::TaskObserver *observer, QObject *parent)
    : QObject(parent), m_loop(observer)
{
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LiveLoop::runDue);
    m_loop.setWaker(this);
}

LiveLoop::~LiveLoop()
{
    m_loop.setWaker(nullptr);
}

void LiveLoop::wake()
{
    if (!m_isRunning) {
        readClock();
        sleepUntilDue();
    }
}

void LiveLoop::readClock()
{
    if (const Timestamp behind = m_clock.nsecsElapsed() - m_loop.now();
        behind > 0 && !m_loop.isInTurn()) {
        m_loop.advance(behind);
    }
}

void LiveLoop::runDue()
{
    if (m_isRunning) {
        return; // from a Qt event loop that a task runs
    }
    {
        const QScopedValueRollback running(m_isRunning, true);
        try {
            runTurns();
        } catch (const std::exception &error) {
            qCritical("A task or callback broke a rule of its loop: %s", error.what());
        }
    }
    sleepUntilDue();
    if (std::exchange(m_hadTasks, m_loop.firstLiveTask() != nullptr) && !m_hadTasks) {
        Q_EMIT drained();
    }
}

void LiveLoop::runTurns()
{
    const qint64 begin = m_clock.nsecsElapsed();
    do {
        readClock();
        const std::optional<Timestamp> due = m_loop.nextDue();
        if (!due || *due > m_loop.now()) {
            return;
        }
        m_hadTasks |= m_loop.firstLiveTask() != nullptr;
        switch (m_loop.runTurn(handlesAtATime)) {
        case EventLoop::Progress::TurnDone:
            if (m_runner) {
                m_runner->afterTurn();
            }
            break;
        case EventLoop::Progress::Yielded:
            break;
        case EventLoop::Progress::Nothing:
        case EventLoop::Progress::Stopped:
            return;
        }
    } while (m_clock.nsecsElapsed() - begin < budgetNs);
}

void LiveLoop::sleepUntilDue()
{
    const std::optional<Timestamp> due = m_loop.nextDue();
    if (!due || m_loop.stopReason()) {
        m_timer.stop();
        return;
    }
    // Rounded up: a timer that fires too early would only set itself again.
    const qint64 ns = std::max<qint64>(*due - m_clock.nsecsElapsed(), 0);
    const qint64 ms =
        (ns + trace::nanosecondsPerMillisecond - 1) / trace::nanosecondsPerMillisecond;
    m_timer.start(int(std::min<qint64>(ms, std::numeric_limits<int>::max())));
}

} // namespace awaitscope::bridge
