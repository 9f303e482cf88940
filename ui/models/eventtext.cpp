// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/eventtext.h"

#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"

#include <QCoreApplication>

namespace awaitscope::models {

using timeline::formatDuration;
using timeline::formatMoment;
using timeline::taskLabel;
using trace::CancelCause;
using trace::CleanupEnd;
using trace::ListId;
using trace::StringId;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TraceStore;
using trace::ValueId;
using trace::WaitKind;

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("awaitscope::EventText", text);
    }

    [[nodiscard]] QString named(const TraceStore &store, quint32 text)
    {
        const std::string_view name = store.text(StringId(text));
        return QString::fromUtf8(name.data(), qsizetype(name.size()));
    }

    [[nodiscard]] QString value(const TraceStore &store, quint32 bits)
    {
        return QString::fromUtf8(store.json(ValueId::fromBits(bits)));
    }

    /// ` (3 of 4 in use, 2 waiting)`
    [[nodiscard]] QString usage(const TaskEvent &event)
    {
        return tr(" (%1 in use, %2 waiting)").arg(event.usage().inUse).arg(event.usage().waiting);
    }

    [[nodiscard]] QString lifeText(const TraceStore &store, const TaskEvent &event)
    {
        switch (event.kind) {
        case TaskEventKind::Created:
            return store.task(event.task).parent
                ? tr("created by %1").arg(taskLabel(store, store.task(event.task).parent))
                : tr("created");
        case TaskEventKind::Started:
            return tr("started");
        case TaskEventKind::Finished:
            return tr("finished, returned %1").arg(value(store, event.a));
        case TaskEventKind::Failed:
            return tr("failed: %1").arg(named(store, event.a));
        case TaskEventKind::Cancelled:
            return tr("cancelled");
        case TaskEventKind::Destroyed:
            return tr("destroyed while it was pending");
        default:
            return tr("its error was never retrieved: %1").arg(named(store, event.a));
        }
    }

    [[nodiscard]] QString waitingText(const TraceStore &store, const TaskEvent &event)
    {
        const QString resource = resourceName(store, event.resource);
        switch (event.wait()) {
        case WaitKind::None:
            return tr("waits");
        case WaitKind::Sleep:
            return tr("works for %1").arg(formatDuration(event.b));
        case WaitKind::Backoff:
            return tr("backs off for %1").arg(formatDuration(event.b));
        case WaitKind::Acquire: {
            const quint32 ahead = event.usage().waiting;
            return ahead > 1 ? tr("waits for %1, %2 ahead").arg(resource).arg(ahead - 1)
                             : tr("waits for %1, first in the queue").arg(resource);
        }
        case WaitKind::Put:
            return tr("waits to put into %1").arg(resource) + usage(event);
        case WaitKind::Get:
            return tr("waits to get from %1").arg(resource) + usage(event);
        case WaitKind::Join:
            return tr("waits until %1 is done").arg(resource);
        case WaitKind::Event:
        case WaitKind::Condition:
            return tr("waits for %1").arg(resource);
        case WaitKind::Barrier:
            return tr("waits at %1").arg(resource);
        case WaitKind::Task:
            return tr("awaits %1").arg(taskLabel(store, TaskId(event.a)));
        case WaitKind::WaitFor:
            return tr("awaits %1 with a deadline").arg(taskLabel(store, TaskId(event.a)));
        case WaitKind::Shield:
            return tr("awaits %1, shielded").arg(taskLabel(store, TaskId(event.a)));
        case WaitKind::Gather:
            return tr("gathers %1").arg(taskList(store, store.list(ListId(event.a))));
        case WaitKind::Wait:
            return tr("waits for %1").arg(taskList(store, store.list(ListId(event.a))));
        case WaitKind::TaskGroup:
            return tr("leaves its group: %1").arg(taskList(store, store.list(ListId(event.a))));
        case WaitKind::AsCompleted:
            return tr("awaits the next of %1 tasks").arg(event.a);
        case WaitKind::Outside:
            return tr("waits for something outside");
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] QString resumedText(const TraceStore &store, const TaskEvent &event)
    {
        const QString error = named(store, event.a);
        if (!error.isEmpty()) {
            return tr("goes on with %1").arg(error);
        }
        return event.wait() == WaitKind::Sleep ? tr("worked") : tr("goes on");
    }

    [[nodiscard]] QString resourceText(const TraceStore &store, const TaskEvent &event)
    {
        const QString resource = resourceName(store, event.resource);
        switch (event.kind) {
        case TaskEventKind::Acquired:
            return (event.a
                        ? tr("acquired %1 from %2").arg(resource, taskLabel(store, TaskId(event.a)))
                        : tr("acquired %1").arg(resource))
                + usage(event);
        case TaskEventKind::Released:
            return tr("released %1").arg(resource) + usage(event);
        case TaskEventKind::Put:
            return tr("put %1 into %2").arg(value(store, event.a), resource);
        case TaskEventKind::Got:
            return tr("got %1 from %2").arg(value(store, event.a), resource);
        case TaskEventKind::TaskDone:
            return tr("done with an item of %1, %2 unfinished").arg(resource).arg(event.b);
        case TaskEventKind::EventSet:
            return tr("set %1, woke %2").arg(resource).arg(event.b);
        case TaskEventKind::EventCleared:
            return tr("cleared %1").arg(resource);
        case TaskEventKind::Notified:
            return tr("notified %1, woke %2").arg(resource).arg(event.b);
        case TaskEventKind::Passed:
            return tr("passed %1 as number %2").arg(resource).arg(event.b);
        case TaskEventKind::Slots:
            return resource + usage(event);
        default:
            return tr("%1 has %2 slots from now on").arg(resource).arg(event.b);
        }
    }

    [[nodiscard]] QString deadlineText(const TaskEvent &event)
    {
        const bool isNone = event.b == trace::noDeadline;
        switch (event.kind) {
        case TaskEventKind::ScopeOpened:
            return isNone ? tr("timeout without a deadline")
                          : tr("deadline %1, in %2")
                                .arg(formatMoment(event.b), formatDuration(event.b - event.time));
        case TaskEventKind::ScopeClosed:
            return tr("deadline no longer counts");
        case TaskEventKind::Expired:
            return tr("its deadline passed");
        case TaskEventKind::TimedOut:
            return tr("timed out");
        default:
            return isNone ? tr("deadline taken away")
                          : tr("deadline moved to %1").arg(formatMoment(event.b));
        }
    }

    [[nodiscard]] QString cancellationText(const TraceStore &store, const TaskEvent &event)
    {
        switch (event.kind) {
        case TaskEventKind::CancelRequested:
            return trace::CancelRequest::unpacked(event.b).accepted
                ? tr("cancel requested by %1").arg(cancelReason(store, event))
                : tr("cancel requested by %1, too late").arg(cancelReason(store, event));
        case TaskEventKind::Uncancelled:
            return tr("uncancel: %1 requests left").arg(event.b);
        case TaskEventKind::CleanupBegan:
            return tr("CancelledError arrives: cleanup begins");
        default:
            break;
        }
        switch (CleanupEnd(event.what)) {
        case CleanupEnd::Ended:
            return tr("cleanup ends");
        case CleanupEnd::Swallowed:
            return tr("swallowed its cancellation");
        case CleanupEnd::TimedOut:
            return tr("cleanup ends: the cancellation was the timeout's");
        case CleanupEnd::Replaced:
            return tr("cleanup ends: another error took the cancellation's place");
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] QString ownText(const TraceStore &store, const TaskEvent &event)
    {
        switch (event.kind) {
        case TaskEventKind::Blocking:
            return tr("blocks the loop for %1").arg(formatDuration(event.b));
        case TaskEventKind::Caught:
            return tr("caught %1").arg(named(store, event.a));
        case TaskEventKind::AttemptFailed:
            return tr("attempt %1 failed: %2").arg(event.b).arg(named(store, event.a));
        case TaskEventKind::Results:
            return tr("has %1 results").arg(store.list(ListId(event.a)).size());
        case TaskEventKind::Waited:
            return tr("%1 done, %2 pending")
                .arg(store.list(ListId(event.a)).size())
                .arg(store.list(ListId(quint32(event.b))).size());
        case TaskEventKind::Completed:
            return tr("next completed: %1").arg(taskLabel(store, TaskId(event.a)));
        default:
            return named(store, event.a);
        }
    }

    [[nodiscard]] QString loopText(const TraceStore &store, const TaskEvent &event)
    {
        switch (event.kind) {
        case TaskEventKind::Intervention:
            return event.b ? tr("your intervention %1").arg(event.a + 1)
                           : tr("your intervention %1, too late").arg(event.a + 1);
        case TaskEventKind::Shutdown:
            return tr("shutdown cancels %1").arg(taskList(store, store.list(ListId(event.a))));
        case TaskEventKind::Deadlock:
            return tr("deadlock: %1 can never go on")
                .arg(taskList(store, store.list(ListId(event.a))));
        case TaskEventKind::ShutdownError:
            return tr("failed during the shutdown: %1").arg(named(store, event.a));
        default:
            return tr("end of the run");
        }
    }

} // namespace

bool isTold(const TaskEvent &event)
{
    const bool isSaidByTheNext =
        event.kind == TaskEventKind::Resumed && hasUsage(event.wait()) && event.a == 0;
    return event.kind != TaskEventKind::ScopeClosed && !isSaidByTheNext
        && !(event.kind == TaskEventKind::CleanupEnded
             && CleanupEnd(event.what) == CleanupEnd::Ended);
}

QString eventText(const TraceStore &store, const TaskEvent &event)
{
    switch (event.kind) {
    case TaskEventKind::Created:
    case TaskEventKind::Started:
    case TaskEventKind::Finished:
    case TaskEventKind::Failed:
    case TaskEventKind::Cancelled:
    case TaskEventKind::Destroyed:
    case TaskEventKind::NeverRetrieved:
        return lifeText(store, event);
    case TaskEventKind::Waiting:
        return waitingText(store, event);
    case TaskEventKind::Resumed:
        return resumedText(store, event);
    case TaskEventKind::Acquired:
    case TaskEventKind::Released:
    case TaskEventKind::Put:
    case TaskEventKind::Got:
    case TaskEventKind::TaskDone:
    case TaskEventKind::EventSet:
    case TaskEventKind::EventCleared:
    case TaskEventKind::Notified:
    case TaskEventKind::Passed:
    case TaskEventKind::Slots:
    case TaskEventKind::Resized:
        return resourceText(store, event);
    case TaskEventKind::ScopeOpened:
    case TaskEventKind::ScopeClosed:
    case TaskEventKind::Expired:
    case TaskEventKind::TimedOut:
    case TaskEventKind::Rescheduled:
        return deadlineText(event);
    case TaskEventKind::CancelRequested:
    case TaskEventKind::Uncancelled:
    case TaskEventKind::CleanupBegan:
    case TaskEventKind::CleanupEnded:
        return cancellationText(store, event);
    case TaskEventKind::Intervention:
    case TaskEventKind::Shutdown:
    case TaskEventKind::Deadlock:
    case TaskEventKind::End:
    case TaskEventKind::ShutdownError:
        return loopText(store, event);
    default:
        return ownText(store, event);
    }
}

QString resourceName(const TraceStore &store, trace::ResourceId resource)
{
    return resource ? named(store, store.resource(resource).name.value) : QString();
}

QString taskList(const TraceStore &store, std::span<const quint32> tasks, std::size_t most)
{
    QStringList names;
    for (const quint32 task : tasks.first(std::min(most, tasks.size()))) {
        names += taskLabel(store, TaskId(task));
    }
    const QString text = names.join(QStringLiteral(", "));
    return tasks.size() > most ? tr("%1 and %2 more").arg(text).arg(tasks.size() - most) : text;
}

QString cancelReason(const TraceStore &store, const TaskEvent &request)
{
    const QString by = request.a ? taskLabel(store, TaskId(request.a)) : QString();
    const bool isOther = request.a && TaskId(request.a) != request.task;
    switch (request.cause()) {
    case CancelCause::Step:
        return isOther ? by : tr("itself");
    case CancelCause::User:
        return tr("you");
    case CancelCause::Timeout:
        return isOther ? tr("a timeout of %1").arg(by) : tr("a timeout");
    case CancelCause::Awaiter:
        return isOther ? tr("%1, which awaits it").arg(by) : tr("the task that awaits it");
    case CancelCause::Gather:
        return tr("its gather");
    case CancelCause::Group:
        return tr("its task group");
    case CancelCause::Shutdown:
        return tr("the end of the run");
    case CancelCause::Unknown:
        break;
    }
    return isOther ? by : tr("the program");
}

} // namespace awaitscope::models
