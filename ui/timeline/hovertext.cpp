// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/hovertext.h"

#include "ui/timeline/markgeometry.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/summarygeometry.h"
#include "ui/timeline/timeformat.h"
#include "ui/timeline/trackgeometry.h"

#include <QCoreApplication>
#include <QStringList>

namespace awaitscope::timeline {

using trace::CancelCause;
using trace::Mark;
using trace::ResourceId;
using trace::Span;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TaskLife;
using trace::Timestamp;

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("awaitscope::timeline", text);
    }

    [[nodiscard]] QString textOf(const trace::TraceStore &store, trace::StringId id)
    {
        const std::string_view text = store.text(id);
        return QString::fromUtf8(text.data(), qsizetype(text.size()));
    }

    [[nodiscard]] QString stateText(const TimelineModel &model, trace::TaskState state,
                                    ResourceId resource, Timestamp duration)
    {
        const QString text = stateName(state) + u' ' + formatDuration(duration);
        return resource
            ? tr("%1 for %2")
                  .arg(text, textOf(model.store(), model.store().resource(resource).name))
            : text;
    }

    [[nodiscard]] QString causeText(const trace::TraceStore &store, const TaskEvent &event)
    {
        switch (event.cause()) {
        case CancelCause::Unknown:
            return {};
        case CancelCause::Step:
            return event.a != 0 ? tr("by %1").arg(taskLabel(store, TaskId(event.a))) : QString();
        case CancelCause::User:
            return tr("by hand");
        case CancelCause::Timeout:
            return tr("by a timeout");
        case CancelCause::Awaiter:
            return tr("by the task that awaits it");
        case CancelCause::Gather:
            return tr("by its gather");
        case CancelCause::Group:
            return tr("by its group");
        case CancelCause::Shutdown:
            return tr("by the end of the run");
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] QString markText(const trace::TraceStore &store, const Mark &mark)
    {
        const TaskEvent &event = store.event(mark.event);
        switch (mark.kind) {
        case TaskEventKind::Expired:
            return tr("its timeout expired");
        case TaskEventKind::TimedOut:
            return tr("its timeout became an error");
        case TaskEventKind::CancelRequested:
            return tr("asked to cancel %1").arg(causeText(store, event)).trimmed();
        case TaskEventKind::Caught:
            return tr("caught %1").arg(textOf(store, trace::StringId(event.a)));
        case TaskEventKind::CleanupEnded:
            return tr("swallowed its cancellation");
        default:
            return textOf(store, trace::StringId(event.a));
        }
    }

    [[nodiscard]] QString endText(const trace::TraceStore &store, const TaskLife &life)
    {
        QString text = tr("%1 at %2 after %3")
                           .arg(outcomeName(life.outcome), formatMoment(life.ended),
                                formatDuration(life.ended - life.created));
        if (life.error) {
            text += u'\n' + textOf(store, life.error);
        }
        return text;
    }

    void addNow(const TimelineModel &model, const View &view, TaskId task, QStringList &lines)
    {
        const TaskLife &life = model.life(task);
        if (!life.isAlive()) {
            lines += endText(model.store(), life);
            return;
        }
        lines += stateText(model, life.state, life.resource, view.now - life.since);
    }

    void addDeadline(const View &view, TaskId task, const TaskLife &life, QStringList &lines)
    {
        if (life.isAlive() && life.deadline >= 0) {
            const Timestamp left = life.deadline - view.now;
            lines += left > 0
                ? tr("deadline in %1, at %2").arg(formatDuration(left), formatMoment(life.deadline))
                : tr("deadline passed at %1").arg(formatMoment(life.deadline));
        }
        if (isCancelPending(view, task, life)) {
            lines += tr("cancel pending");
        }
    }

    [[nodiscard]] QString rowText(const TimelineModel &model, const TrackLayout &layout,
                                  const View &view, const Hit &hit)
    {
        QStringList lines{QString::fromUtf8(model.store().taskPath(hit.task))};
        if (!model.isKnown(hit.task)) {
            return lines.first();
        }
        const TaskLife &life = model.life(hit.task);
        if (hit.mark) {
            const Mark &mark = life.marks[*hit.mark];
            lines += tr("%1 at %2").arg(markText(model.store(), mark), formatMoment(mark.time));
        } else if (hit.span) {
            const Span &span = life.spans[*hit.span];
            const Timestamp end = span.isOpen() ? view.now : span.end;
            lines += stateText(model, span.state, span.resource, end - span.begin);
            lines += span.isOpen()
                ? tr("since %1").arg(formatMoment(span.begin))
                : tr("from %1 to %2").arg(formatMoment(span.begin), formatMoment(end));
        } else {
            addNow(model, view, hit.task, lines);
        }
        addDeadline(view, hit.task, life, lines);
        if (hit.task == layout.shownAnyway()) {
            lines += tr("not in the filter: shown because it is selected");
        }
        return lines.join(u'\n');
    }

    [[nodiscard]] QString trackText(const TimelineModel &model, const View &view, const Hit &hit)
    {
        const trace::ResourceInfo &info = model.store().resource(hit.resource);
        const Timestamp time = std::clamp<Timestamp>(hit.time.value_or(view.now), 0, view.now);
        return textOf(model.store(), info.name) + u'\n'
            + tr("%1 at %2").arg(useText(model, hit.resource, time), formatMoment(time));
    }

} // namespace

QString hoverText(const TimelineModel &model, const TrackLayout &layout, const View &view,
                  const Hit &hit)
{
    switch (hit.what) {
    case Hit::What::Nothing:
        return {};
    case Hit::What::Ruler:
        return tr("Click or drag: look at that moment");
    case Hit::What::Track:
        return trackText(model, view, hit);
    case Hit::What::TrackNote:
        return tr("Resources not shown for want of room: %1").arg(layout.hiddenTracks());
    case Hit::What::FoldTriangle:
        return layout.isFolded(hit.task)
            ? tr("Show what is below: %1 (Right)").arg(layout.descendantCount(hit.task))
            : tr("Hide what is below: %1 (Left)").arg(layout.descendantCount(hit.task));
    case Hit::What::CancelButton:
        return tr("Cancel %1 (Del)").arg(taskLabel(model.store(), hit.task));
    case Hit::What::Summary:
        return summaryText(model, layout, view, hit.row, hit.time);
    default:
        return rowText(model, layout, view, hit);
    }
}

QString linkText(const trace::TraceStore &store, const TaskLink &link)
{
    const QString from = taskLabel(store, link.from);
    const QString to = taskLabel(store, link.to);
    const QString time = formatMoment(link.time);
    switch (link.kind) {
    case TaskLink::Kind::HandOver:
        return tr("%1 handed its slot of %2 to %3 at %4")
            .arg(from, textOf(store, store.resource(link.resource).name), to, time);
    case TaskLink::Kind::Spawn:
        return tr("%1 created %2 at %3").arg(from, to, time);
    case TaskLink::Kind::Await:
        return link.since == link.time
            ? tr("%1 awaited %2, and went on when it ended at %3").arg(to, from, time)
            : tr("%1 awaited %2, which ended at %3, and went on at %4")
                  .arg(to, from, formatMoment(link.since), time);
    case TaskLink::Kind::Cancel:
        return tr("the cancellation went from %1 to %2 at %3").arg(from, to, time);
    case TaskLink::Kind::StoppedCancel:
        return tr("a shield kept the cancellation of %1 from %2 at %3").arg(from, to, time);
    }
    Q_UNREACHABLE();
}

} // namespace awaitscope::timeline
