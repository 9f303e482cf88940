// SPDX-License-Identifier: MIT
#include "engine/loop/loopdriver.h"

#include <QElapsedTimer>

#include <algorithm>

namespace awaitscope::loop {

using trace::Timestamp;

namespace {

    constexpr quint64 handlesBetweenLooks = 128; // at the wall clock

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

LoopDriver::LoopDriver(Drivable &driven, QObject *parent)
    : QObject(parent), m_driven(driven), m_wallClock(monotonicNs)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LoopDriver::tick);
}

void LoopDriver::setWallClock(WallClock clock)
{
    m_wallClock = std::move(clock);
    setAnchor(m_driven.now());
}

void LoopDriver::setAnchor(Timestamp virtualTime)
{
    m_virtualAnchor = virtualTime;
    m_wallAnchor = m_wallClock();
}

Timestamp LoopDriver::pacedNow() const
{
    const Timestamp loopNow = m_driven.now();
    if (m_speed == maxSpeed) {
        return loopNow;
    }
    Timestamp paced = m_virtualAnchor;
    if (m_isRunning) {
        const double passed = double(m_wallClock() - m_wallAnchor) * m_speed;
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

void LoopDriver::resynchronise()
{
    setAnchor(m_driven.now());
}

void LoopDriver::tick()
{
    const qint64 begin = m_wallClock();
    const double passed = double(begin - m_wallAnchor) * m_speed;
    const Timestamp target = m_speed == maxSpeed
        ? trace::endOfTime
        : m_virtualAnchor + Timestamp(std::min(passed, double(trace::endOfTime - m_virtualAnchor)));
    bool isIdle = false;
    bool isLate = false;
    while (!isIdle) {
        const std::optional<Timestamp> due = m_driven.nextDue();
        if (due && *due > target) {
            break;
        }
        if (m_wallClock() - begin >= budgetNs) {
            isLate = true;
            break;
        }
        isIdle = m_driven.runSome(handlesBetweenLooks) == Drivable::Progress::Idle;
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
