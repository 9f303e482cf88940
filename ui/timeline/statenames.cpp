// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/statenames.h"

#include "ui/timeline/timeformat.h"

#include <QCoreApplication>

namespace awaitscope::timeline {

using trace::Outcome;
using trace::ResourceKind;
using trace::TaskState;

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("awaitscope::timeline", text);
    }

} // namespace

QString stateName(TaskState state)
{
    switch (state) {
    case TaskState::Ready:
        return tr("ready");
    case TaskState::Working:
        return tr("working");
    case TaskState::BackingOff:
        return tr("backing off");
    case TaskState::Waiting:
        return tr("waiting");
    case TaskState::Awaiting:
        return tr("awaiting");
    case TaskState::Blocking:
        return tr("blocking");
    case TaskState::Cleanup:
        return tr("cleanup");
    }
    Q_UNREACHABLE();
}

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::None:
        return tr("alive");
    case Outcome::Finished:
        return tr("finished");
    case Outcome::Failed:
        return tr("failed");
    case Outcome::TimedOut:
        return tr("timed out");
    case Outcome::Cancelled:
        return tr("cancelled");
    case Outcome::Destroyed:
        return tr("destroyed");
    }
    Q_UNREACHABLE();
}

QString linkName(TaskLink::Kind kind)
{
    switch (kind) {
    case TaskLink::Kind::HandOver:
        return tr("hand-over");
    case TaskLink::Kind::Spawn:
        return tr("spawn");
    case TaskLink::Kind::Await:
        return tr("await");
    case TaskLink::Kind::Cancel:
        return tr("cancel");
    case TaskLink::Kind::StoppedCancel:
        return tr("cancel, stopped");
    }
    Q_UNREACHABLE();
}

QString taskCount(qsizetype count)
{
    return count == 1 ? tr("1 task") : tr("%1 tasks").arg(count);
}

QString taskLabel(const trace::TraceStore &store, trace::TaskId task)
{
    const std::string_view name = store.taskName(task);
    const QString text = QString::fromUtf8(name.data(), qsizetype(name.size()));
    return store.task(task).parent ? text + QStringLiteral(" #") + QString::number(task.value)
                                   : text;
}

QString gatherLabel(const trace::TraceStore &store, const analysis::Gather &gather)
{
    const QString label = taskLabel(store, gather.task);
    const QString name = gather.kind == trace::WaitKind::Gather ? tr("gather of %1").arg(label)
        : gather.kind == trace::WaitKind::TaskGroup             ? tr("task group of %1").arg(label)
        : gather.kind == trace::WaitKind::Wait                  ? tr("wait of %1").arg(label)
                                               : tr("as_completed of %1").arg(label);
    const QString begin = tr("%1 from %2").arg(name, formatMoment(gather.range.begin));
    return gather.range.end == trace::openEnd
        ? begin
        : tr("%1, %2").arg(begin, formatDuration(gather.range.duration()));
}

QString usageText(const trace::ResourceInfo &resource, const trace::ResourceStep &step)
{
    const QString queue = tr("%1 waiting").arg(step.usage.waiting);
    QString use;
    switch (resource.kind) {
    case ResourceKind::Semaphore:
        use = tr("%1 of %2 slots").arg(step.usage.inUse).arg(step.slotCount);
        break;
    case ResourceKind::Queue:
        use = step.slotCount > 0 ? tr("%1 of %2 items").arg(step.usage.inUse).arg(step.slotCount)
                                 : tr("%1 items").arg(step.usage.inUse);
        break;
    case ResourceKind::Lock:
        use = step.usage.inUse > 0 ? tr("held") : tr("free");
        break;
    case ResourceKind::Event:
        return tr("event");
    case ResourceKind::Condition:
        return tr("condition");
    case ResourceKind::Barrier:
        return tr("barrier of %1").arg(resource.slotCount);
    }
    return use + QStringLiteral(" · ") + queue;
}

} // namespace awaitscope::timeline
