// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/spanbuilder.h"
#include "ui/models/moment.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/tracklayout.h"

#include <QObject>

#include <optional>
#include <unordered_set>
#include <vector>

namespace awaitscope::models {

/// What all views of one run share: its trace as spans, rows and tracks, brought up to date once a
/// frame. It stands between the store, which it only reads, and the widgets.
///
/// It can stand at a moment of the past: then spans, counts and now() are those of that moment, as
/// if nothing had happened since. Rows are there for all tasks, also for those that came later.
class TraceModel final : public QObject
{
    Q_OBJECT

public:
    /// @p store outlives the model.
    explicit TraceModel(const trace::TraceStore &store, QObject *parent = nullptr);

    [[nodiscard]] const trace::TraceStore &store() const noexcept { return m_store; }

    [[nodiscard]] const trace::SpanBuilder &spans() const noexcept { return shown().spans; }

    [[nodiscard]] timeline::TimelineModel &timeline() noexcept
    {
        return m_past ? m_past->timeline : m_all.timeline;
    }

    [[nodiscard]] timeline::TrackLayout &layout() noexcept { return m_layout; }

    /// How many tasks are shown so far.
    [[nodiscard]] quint32 taskCount() const noexcept { return quint32(spans().lives().size()); }

    /// Where the now line stands (ns): at the moment of the past, if it is at one.
    [[nodiscard]] trace::Timestamp now() const noexcept
    {
        return m_past ? m_moment.time : m_latest;
    }

    [[nodiscard]] bool isPast() const noexcept { return m_past.has_value(); }

    /// How far what is known goes (ns), wherever the now line stands.
    [[nodiscard]] trace::Timestamp latest() const noexcept { return m_latest; }

    /// All that is known, wherever the now line stands.
    [[nodiscard]] timeline::TimelineModel &whole() noexcept { return m_all.timeline; }

    /// Tasks whose cancellation was asked for by hand and has not taken effect.
    [[nodiscard]] const std::unordered_set<trace::TaskId> &cancelPending() const noexcept
    {
        return m_cancelPending;
    }

    /// Takes in what is new in the store, of which @p latest is the end. In the past that changes
    /// nothing but the rows.
    void update(trace::Timestamp latest);
    /// Stands at a moment of the past. Forward costs what happened meanwhile; back, all that had
    /// happened by then.
    void showMoment(const Moment &moment);
    /// Out of the past.
    void showLatest();
    /// Only these rows; see TrackLayout::setFilter().
    void filterRows(std::vector<bool> matches);
    void setCancelPending(std::unordered_set<trace::TaskId> tasks);

Q_SIGNALS:
    /// Tasks [first, first + count) in order of number, from 1, are new.
    void tasksAdded(quint32 first, quint32 count);
    /// Something of these tasks changed. Comes before updated().
    void tasksChanged(const std::vector<awaitscope::trace::TaskId> &tasks);
    /// Went back in time, or out of the past: whatever was read of spans() or timeline(), or kept
    /// of tasks, is void. Comes before updated().
    void reread();
    /// The store has let its oldest events go: what was read of those is void, and whatever spans,
    /// marks and histories were. Tasks and what they came to are as before.
    void shortened();
    /// Time went on, or something changed.
    void updated();

private:
    /// What the events say up to a moment.
    struct Reading
    {
        explicit Reading(const trace::TraceStore &store, timeline::TimelineModel *whole = nullptr)
            : spans(store), timeline(store, spans, whole)
        {
            spans.keepBlocks();
        }

        trace::SpanBuilder spans;
        timeline::TimelineModel timeline;
    };

    [[nodiscard]] const Reading &shown() const noexcept { return m_past ? *m_past : m_all; }

    void shorten();
    void tellNew(quint32 known);
    void tellReread();

    const trace::TraceStore &m_store;
    Reading m_all;
    std::optional<Reading> m_past; // at m_moment
    Moment m_moment;
    timeline::TrackLayout m_layout;
    trace::Timestamp m_latest = 0;
    std::unordered_set<trace::TaskId> m_cancelPending;
};

} // namespace awaitscope::models
