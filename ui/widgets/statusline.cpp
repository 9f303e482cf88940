// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statusline.h"

#include "ui/timeline/partialtext.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"
#include "ui/widgets/speedcontrol.h"

#include <QFileInfo>
#include <QLabel>

namespace awaitscope::widgets {

using trace::Outcome;
using trace::TaskState;

namespace {

    constexpr qint64 frameWindowMs = 1000;

    [[nodiscard]] QString stateOf(const run::Run &run)
    {
        switch (run.state()) {
        case run::RunState::Running:
            return StatusLine::tr("running");
        case run::RunState::Paused:
            return run.isHeld() ? StatusLine::tr("held: memory limit") : StatusLine::tr("paused");
        case run::RunState::Deadlocked:
            return StatusLine::tr("deadlock");
        case run::RunState::Ended:
            break;
        }
        switch (run.end()) {
        case run::RunEnd::MainFailed:
            return StatusLine::tr("ended: main failed");
        case run::RunEnd::Stopped:
            return StatusLine::tr("stopped by you");
        case run::RunEnd::Deadlock:
            return StatusLine::tr("ended in a deadlock");
        case run::RunEnd::LimitReached:
        case run::RunEnd::Invalid:
            return StatusLine::tr("given up: %1").arg(run.endMessage());
        default:
            return StatusLine::tr("ended");
        }
    }

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_state(new QLabel)
    , m_counts(new QLabel)
    , m_partial(new QLabel)
    , m_recording(new QLabel)
    , m_time(new QLabel)
    , m_frames(new QLabel)
{
    setSizeGripEnabled(false);
    for (QLabel *const label : {m_state, m_counts}) {
        addWidget(label);
    }
    for (QLabel *const label : {m_partial, m_recording, m_time, m_frames}) {
        addPermanentWidget(label);
    }
    m_partial->setObjectName(QStringLiteral("partial"));
    m_counts->setTextFormat(Qt::RichText);
    m_recording->setTextFormat(Qt::RichText);
    m_recording->setObjectName(QStringLiteral("recording"));
    m_time->setMinimumWidth(190);
    m_frames->setMinimumWidth(62);
    m_frames->setContentsMargins(0, 0, 10, 0); // as much as on the left
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_frames->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_since.start();
}

void StatusLine::show(const run::Run &run, const models::TraceModel &trace)
{
    m_state->setText(QStringLiteral("  ") + (trace.isPast() ? tr("in the past") : stateOf(run)));
    m_counts->setText(countsOf(trace));
    showPartial(trace);
    showTime(trace, SpeedControl::textOf(run.speed()));
    const bool isRunning = run.state() == run::RunState::Running;
    if (isRunning != m_isRunning) {
        m_isRunning = isRunning;
        m_frames->clear();
        m_frameCount = 0;
        m_since.restart();
    }
}

void StatusLine::show(const models::TraceModel &trace)
{
    m_state->setText(QStringLiteral("  ") + (trace.isPast() ? tr("in the past") : tr("Recorded")));
    m_counts->setText(countsOf(trace));
    showPartial(trace);
    showTime(trace, {});
    m_frames->clear();
}

void StatusLine::showPartial(const models::TraceModel &trace)
{
    const QString text = timeline::partialText(trace.store());
    m_partial->setVisible(!text.isEmpty());
    if (text == m_partial->text()) {
        return;
    }
    m_partial->setText(text);
    m_partial->setToolTip(tr("To stay within its limit of memory, the run lets its oldest events "
                             "go. Counts, lives and outcomes of tasks are those of the whole run; "
                             "spans, links, the use of resources and what is worked out from them "
                             "begin at %1.")
                              .arg(timeline::formatMoment(trace.spans().knownFrom())));
}

void StatusLine::showTime(const models::TraceModel &trace, const QString &speed)
{
    const auto seconds = [](trace::Timestamp time) {
        return QString::number(double(time) / 1e9, 'f', 3);
    };
    const QString text = trace.isPast()
        ? tr("t = %1 s of %2 s").arg(seconds(trace.now()), seconds(trace.latest()))
        : tr("t = %1 s").arg(seconds(trace.now()));
    m_time->setText(speed.isEmpty() ? text : text + QStringLiteral("   ") + speed);
}

QString StatusLine::countsOf(const models::TraceModel &trace) const
{
    QString text;
    const auto add = [&](quint32 count, const QColor &colour, const QString &name) {
        if (count > 0) {
            text += QStringLiteral("&nbsp;&nbsp;&nbsp;<span style='color:%1'>●</span> %2&nbsp;%3")
                        .arg(colour.name())
                        .arg(count)
                        .arg(QString(name).replace(QLatin1Char(' '), QStringLiteral("&nbsp;")));
        }
    };
    for (const TaskState state : {TaskState::Working, TaskState::Waiting, TaskState::Awaiting,
                                  TaskState::BackingOff, TaskState::Blocking, TaskState::Cleanup}) {
        add(trace.spans().count(state), m_theme->forState(state).edge, timeline::stateName(state));
    }
    for (const Outcome outcome : {Outcome::Finished, Outcome::TimedOut, Outcome::Cancelled,
                                  Outcome::Failed, Outcome::Destroyed}) {
        add(trace.spans().count(outcome), m_theme->forOutcome(outcome).fill,
            timeline::outcomeName(outcome));
    }
    return text;
}

void StatusLine::showRecording(const QString &file)
{
    m_recording->setText(
        file.isEmpty()
            ? QString()
            : QStringLiteral("<span style='color:%1'>●</span> %2")
                  .arg(m_theme->danger.name(),
                       tr("recording %1").arg(QFileInfo(file).fileName().toHtmlEscaped())));
    m_recording->setToolTip(file);
}

void StatusLine::countFrame()
{
    if (!m_isRunning) {
        return; // few frames because there is little to paint say nothing
    }
    ++m_frameCount;
    if (m_since.elapsed() >= frameWindowMs) {
        m_frames->setText(
            tr("%1 fps").arg(qRound(double(m_frameCount) * 1000.0 / double(m_since.restart()))));
        m_frameCount = 0;
    }
}

} // namespace awaitscope::widgets
