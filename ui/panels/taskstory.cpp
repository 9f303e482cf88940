// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/taskstory.h"

#include "ui/models/eventtext.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"

#include <QCoreApplication>

#include <algorithm>
#include <ranges>

namespace awaitscope::panels {

using analysis::CancelFate;
using analysis::CancelLink;
using analysis::CancelPath;
using analysis::WaitLink;
using trace::CancelCause;
using trace::Outcome;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TaskLife;
using trace::TaskState;
using trace::TraceStore;
using trace::WaitKind;

namespace {

    constexpr std::size_t mostLinks = 6; // in one line
    const QString linkScheme = QStringLiteral("task:");

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("awaitscope::TaskStory", text);
    }

    [[nodiscard]] QString queueStory(const TraceStore &store, const WaitLink &link)
    {
        const QString resource = models::resourceName(store, link.resource).toHtmlEscaped();
        switch (link.wait) {
        case WaitKind::Acquire: {
            const QString held = link.on.empty() ? tr("nobody holds it")
                                                 : tr("held by %1").arg(taskLinks(store, link.on));
            return link.ahead > 0
                ? tr("waits for <b>%1</b>, %2 ahead; %3").arg(resource).arg(link.ahead).arg(held)
                : tr("waits for <b>%1</b>, first in the queue; %2").arg(resource, held);
        }
        case WaitKind::Put:
            return tr("waits for room in <b>%1</b>, %2 ahead")
                .arg(resource)
                .arg(std::max<qsizetype>(0, link.ahead));
        case WaitKind::Get:
            return tr("waits for an item of <b>%1</b>, %2 ahead")
                .arg(resource)
                .arg(std::max<qsizetype>(0, link.ahead));
        default:
            return tr("waits for <b>%1</b>").arg(resource);
        }
    }

    [[nodiscard]] QString linkStory(const TraceStore &store, const WaitLink &link)
    {
        if (link.resource) {
            return queueStory(store, link);
        }
        switch (link.wait) {
        case WaitKind::Gather:
            return tr("gathers, still pending: %1").arg(taskLinks(store, link.on));
        case WaitKind::Wait:
        case WaitKind::TaskGroup:
            return tr("waits for %1").arg(taskLinks(store, link.on));
        case WaitKind::Shield:
            return tr("awaits %1 behind a shield").arg(taskLinks(store, link.on));
        case WaitKind::AsCompleted:
            return tr("awaits whichever completes next");
        case WaitKind::Task:
        case WaitKind::WaitFor:
            return tr("awaits %1").arg(taskLinks(store, link.on));
        default:
            return link.state == TaskState::Ready ? tr("is ready to run")
                                                  : timeline::stateName(link.state);
        }
    }

    [[nodiscard]] QString causeStory(const TraceStore &store, const CancelPath &path)
    {
        switch (path.cause) {
        case CancelCause::User:
            return tr("you asked for it");
        case CancelCause::Step:
            return path.by ? tr("%1 asked for it").arg(taskLink(store, path.by))
                           : tr("a task asked for it");
        case CancelCause::Timeout:
            return tr("a deadline passed");
        case CancelCause::Group:
            return path.by
                ? tr("its task group aborted, because %1 failed").arg(taskLink(store, path.by))
                : tr("its task group aborted");
        case CancelCause::Shutdown:
            return tr("the run came to its end");
        case CancelCause::Awaiter:
            return tr("the task that awaited it was cancelled");
        case CancelCause::Gather:
            return tr("the gather that held it was cancelled");
        case CancelCause::Unknown:
            return tr("nobody knows why");
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] QString fateStory(CancelFate fate)
    {
        switch (fate) {
        case CancelFate::Pending:
            return tr("has not finished its cleanup");
        case CancelFate::Cancelled:
            return tr("ended, cancelled");
        case CancelFate::Swallowed:
            return tr("<b>swallowed it</b> and went on");
        case CancelFate::TimedOut:
            return tr("made it a Timeout");
        case CancelFate::Replaced:
            return tr("raised another error instead");
        case CancelFate::Shielded:
            return tr("<b>a shield stopped it</b>: the task goes on");
        case CancelFate::Ended:
            return tr("ended otherwise");
        }
        Q_UNREACHABLE();
    }

} // namespace

QString taskLink(const TraceStore &store, TaskId task)
{
    return QStringLiteral("<a href='%1%2'>%3</a>")
        .arg(linkScheme)
        .arg(task.value)
        .arg(timeline::taskLabel(store, task).toHtmlEscaped());
}

QString taskLinks(const TraceStore &store, const std::vector<TaskId> &tasks)
{
    QStringList texts;
    for (const TaskId task : tasks | std::views::take(mostLinks)) {
        texts += taskLink(store, task);
    }
    const QString text = texts.join(QStringLiteral(", "));
    return tasks.size() > mostLinks ? tr("%1 and %2 more").arg(text).arg(tasks.size() - mostLinks)
                                    : text;
}

TaskId taskOfLink(const QString &link)
{
    return link.startsWith(linkScheme) ? TaskId(link.mid(linkScheme.size()).toUInt()) : TaskId();
}

QString waitStory(const TraceStore &store, const std::vector<WaitLink> &chain)
{
    QStringList lines;
    for (const WaitLink &link : chain) {
        const QString story = linkStory(store, link);
        lines += lines.isEmpty() ? story
                                 : QStringLiteral("→ %1 %2").arg(taskLink(store, link.task), story);
    }
    if (!chain.empty() && chain.back().on.size() == 1
        && std::ranges::find(chain, chain.back().on.front(), &WaitLink::task) != chain.end()) {
        lines += tr("→ which waits for it in its turn: a deadlock");
    }
    return lines.join(QStringLiteral("<br>"));
}

QString deadlineStory(const TaskLife &life, trace::Timestamp now)
{
    if (life.deadline < 0) {
        return life.isAlive() ? tr("none") : QString();
    }
    const QString moment = timeline::formatMoment(life.deadline);
    return life.deadline > now
        ? tr("in %1, at %2").arg(timeline::formatDuration(life.deadline - now), moment)
        : tr("passed at %1").arg(moment);
}

QString cancelStory(const TraceStore &store, const std::optional<CancelPath> &path)
{
    if (!path) {
        return {};
    }
    QStringList lines{
        tr("%1&nbsp; %2").arg(timeline::formatMoment(path->time), causeStory(store, *path))};
    for (const CancelLink &link : path->links) {
        lines += tr("→ %1 %2").arg(taskLink(store, link.task), fateStory(link.fate));
    }
    return lines.join(QStringLiteral("<br>"));
}

QString endStory(const TraceStore &store, const TaskLife &life)
{
    QStringList lines;
    if (life.outcome == Outcome::Failed || life.outcome == Outcome::TimedOut) {
        const std::string_view error = store.text(life.error);
        lines += tr("raised <b>%1</b>")
                     .arg(QString::fromUtf8(error.data(), qsizetype(error.size())).toHtmlEscaped());
    }
    for (const trace::Mark &mark : life.marks) {
        const TaskEvent &event = store.event(mark.event);
        const bool isCleanup = mark.kind == TaskEventKind::CleanupEnded;
        if (mark.kind == TaskEventKind::CancelRequested || isCleanup
            || mark.kind == TaskEventKind::Expired) {
            lines += QStringLiteral("%1&nbsp; %2")
                         .arg(timeline::formatMoment(mark.time),
                              models::eventText(store, event).toHtmlEscaped());
        }
    }
    return lines.join(QStringLiteral("<br>"));
}

} // namespace awaitscope::panels
