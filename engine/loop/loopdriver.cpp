// SPDX-License-Identifier: MIT
#include "engine/loop/loopdriver.h"

#include <QElapsedTimer>

#include <algorithm>

namespace awaitscope::loop {

using trace::Timestamp;

namespace {

    [[nodiscard]] qint64 monotonicNs()
    {
        static const QElapsedTimer timer = [] {
            QElapsedTimer started;
            started.start();
            return started;
        }();
        return timer.nsecsElapsed();
    }

} // namespace

LoopDriver::LoopDriver(Drivable &driven, Pacing pacing, QObject *parent)
    : QObject(parent), m_driven(driven), m_pacing(std::move(pacing))
{
    Q_ASSERT(m_pacing.slice > 0);
    if (!m_pacing.wallClock) {
        m_pacing.wallClock = monotonicNs;
    }
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LoopDriver::tick);
}

void LoopDriver::setAnchor(Timestamp virtualTime)
{
    m_virtualAnchor = virtualTime;
    m_wallAnchor = m_pacing.wallClock();
}

Timestamp LoopDriver::pacedNow() const
{
    const Timestamp loopNow = m_driven.now();
    Timestamp paced = m_virtualAnchor;
    if (m_isRunning && m_speed != maxSpeed) {
        const double passed = double(m_pacing.wallClock() - m_wallAnchor) * m_speed;
        paced += Timestamp(std::min(passed, double(trace::endOfTime - m_virtualAnchor)));
    }
    const std::optional<Timestamp> due = m_driven.nextDue();
    return std::max(loopNow, due ? std::min(paced, *due) : loopNow);
}

void LoopDriver::start()
{
    if (m_isRunning) {
        return;
    }
    setAnchor(std::max(m_virtualAnchor, m_driven.now()));
    m_isRunning = true;
    m_timer.start(m_speed == maxSpeed ? 0 : frameMs);
}

void LoopDriver::pause()
{
    if (!m_isRunning) {
        return;
    }
    const Timestamp reached = pacedNow();
    m_isRunning = false;
    m_timer.stop();
    setAnchor(reached);
}

void LoopDriver::setSpeed(double speed)
{
    Q_ASSERT(speed > 0);
    if (speed == m_speed) {
        return;
    }
    const Timestamp reached = pacedNow();
    m_speed = speed;
    setAnchor(reached);
    if (m_isRunning) {
        m_timer.start(m_speed == maxSpeed ? 0 : frameMs);
    }
}

void LoopDriver::resynchronise(Timestamp reached)
{
    setAnchor(std::max({m_virtualAnchor, m_driven.now(), reached}));
}

void LoopDriver::tick()
{
    const qint64 begin = m_pacing.wallClock();
    const double passed = double(begin - m_wallAnchor) * m_speed;
    const Timestamp target = m_speed == maxSpeed
        ? trace::endOfTime
        : m_virtualAnchor + Timestamp(std::min(passed, double(trace::endOfTime - m_virtualAnchor)));
    const qint64 budget = m_speed == maxSpeed ? pieceNs : budgetNs;
    bool isIdle = false;
    bool isLate = false;
    while (!isIdle) {
        const std::optional<Timestamp> due = m_driven.nextDue();
        if (due && *due > target) {
            break;
        }
        if (m_pacing.wallClock() - begin >= budget) {
            isLate = true;
            break;
        }
        isIdle = m_driven.runSome(m_pacing.slice) == Drivable::Progress::Idle;
    }
    if (isLate) {
        // The run is slower than asked for: no debt of time piles up.
        setAnchor(std::max(m_virtualAnchor, m_driven.now()));
    }
    if (isIdle) {
        pause();
    }
    Q_EMIT ticked();
    if (isIdle) {
        Q_EMIT idle();
    }
}

} // namespace awaitscope::loop
