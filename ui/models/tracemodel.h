// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/spanbuilder.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/tracklayout.h"

#include <QObject>

#include <unordered_set>
#include <vector>

namespace awaitscope::models {

/// What all views of one run share: its trace as spans, rows and tracks, brought up to date once a
/// frame. It stands between the store, which it only reads, and the widgets.
class TraceModel final : public QObject
{
    Q_OBJECT

public:
    /// @p store outlives the model.
    explicit TraceModel(const trace::TraceStore &store, QObject *parent = nullptr);

    [[nodiscard]] const trace::TraceStore &store() const noexcept { return m_store; }

    [[nodiscard]] const trace::SpanBuilder &spans() const noexcept { return m_spans; }

    [[nodiscard]] timeline::TimelineModel &timeline() noexcept { return m_timeline; }

    [[nodiscard]] timeline::TrackLayout &layout() noexcept { return m_layout; }

    /// How many tasks are shown so far.
    [[nodiscard]] quint32 taskCount() const noexcept { return quint32(m_spans.lives().size()); }

    /// Where the now line stands (ns).
    [[nodiscard]] trace::Timestamp now() const noexcept { return m_now; }

    /// Tasks whose cancellation was asked for by hand and has not taken effect.
    [[nodiscard]] const std::unordered_set<trace::TaskId> &cancelPending() const noexcept
    {
        return m_cancelPending;
    }

    /// Takes in what is new in the store; @p now is where the now line stands.
    void update(trace::Timestamp now);
    /// Only these rows; see TrackLayout::setFilter().
    void filterRows(std::vector<bool> matches);
    void setCancelPending(std::unordered_set<trace::TaskId> tasks);

Q_SIGNALS:
    /// Tasks [first, first + count) in order of number, from 1, are new.
    void tasksAdded(quint32 first, quint32 count);
    /// Something of these tasks changed. Comes before updated().
    void tasksChanged(const std::vector<awaitscope::trace::TaskId> &tasks);
    /// Time went on, or something changed.
    void updated();

private:
    const trace::TraceStore &m_store;
    trace::SpanBuilder m_spans;
    timeline::TimelineModel m_timeline;
    timeline::TrackLayout m_layout;
    trace::Timestamp m_now = 0;
    std::unordered_set<trace::TaskId> m_cancelPending;
};

} // namespace awaitscope::models
