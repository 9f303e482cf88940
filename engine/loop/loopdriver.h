// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/pacing.h"
#include "engine/trace/timerange.h"

#include <QObject>
#include <QTimer>

#include <limits>
#include <optional>

namespace awaitscope::loop {

/// What a LoopDriver drives: something that runs in turns on a virtual clock.
class Drivable
{
public:
    virtual ~Drivable() = default;
    enum class Progress : quint8 {
        TurnDone,
        Yielded, ///< in the middle of a turn
        Idle, ///< nothing can happen
    };
    /// Runs one turn, or goes on with one, but at most @p handles callbacks.
    virtual Progress runSome(quint64 handles) = 0;
    /// When the next turn is due; none if nothing can happen.
    [[nodiscard]] virtual std::optional<trace::Timestamp> nextDue() const = 0;
    [[nodiscard]] virtual trace::Timestamp now() const = 0;
};

/// Makes a virtual loop a guest of the Qt event loop: once a frame it runs what is due by the wall
/// clock, for about half of the frame, so that a window under load stays alive. It may stop in the
/// middle of a turn. Wall time decides only when a turn may run, never what it does.
class LoopDriver final : public QObject
{
    Q_OBJECT

public:
    static constexpr double maxSpeed = std::numeric_limits<double>::infinity();
    static constexpr int frameMs = 16;
    static constexpr qint64 budgetNs = 8'000'000;
    /// Of one of the ticks that follow each other at maxSpeed: between two of them what else is to
    /// be done is done, such as to paint, and should not wait for long.
    static constexpr qint64 pieceNs = budgetNs / 4;

    /// @p driven outlives the driver.
    explicit LoopDriver(Drivable &driven, Pacing pacing = {}, QObject *parent = nullptr);

    [[nodiscard]] bool isRunning() const noexcept { return m_isRunning; }

    [[nodiscard]] double speed() const noexcept { return m_speed; }

    /// Where virtual time stands by the wall clock: not before the loop's own time, and not after
    /// the next turn that is due.
    [[nodiscard]] trace::Timestamp pacedNow() const;

    void start();
    void pause();
    /// Virtual time per wall time; maxSpeed: no pacing. Precondition: > 0.
    void setSpeed(double speed);
    /// The loop was run by other means: pacing goes on from its present time, or from @p reached
    /// if that is later.
    void resynchronise(trace::Timestamp reached = 0);
    /// One frame: what the timer does.
    void tick();

Q_SIGNALS:
    /// After each frame of work.
    void ticked();
    /// Nothing can happen any more, until something from outside makes it.
    void idle();

private:
    void setAnchor(trace::Timestamp virtualTime);

    Drivable &m_driven;
    QTimer m_timer;
    Pacing m_pacing;
    double m_speed = 1.0;
    qint64 m_wallAnchor = 0; // when virtual time stood at m_virtualAnchor
    trace::Timestamp m_virtualAnchor = 0;
    bool m_isRunning = false;
};

} // namespace awaitscope::loop
