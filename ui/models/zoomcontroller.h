// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowanchor.h"
#include "ui/models/tracemodel.h"
#include "ui/models/viewhistory.h"

#include <QPointer>

namespace awaitscope::models {

/// What part of a run the timeline shows: which times, and which rows. It follows the now line
/// until somebody moves it, remembers where it was, and keeps rows in place while others come and
/// go above them.
///
/// Times are ns, lengths logical px. Without a trace, commands do nothing.
class ZoomController final : public QObject
{
    Q_OBJECT

public:
    /// Moves of one kind with less than @p pause between them are undone together.
    explicit ZoomController(std::chrono::milliseconds pause = std::chrono::milliseconds(700),
                            QObject *parent = nullptr);

    /// Shows this trace from its beginning, following; null: nothing. Not owned.
    void setTrace(TraceModel *trace);

    [[nodiscard]] TraceModel *trace() const { return m_trace; }

    [[nodiscard]] const timeline::View &view() const noexcept { return m_view; }

    /// All that there is to show: from the beginning to now, and no less than two seconds.
    [[nodiscard]] trace::TimeRange bounds() const;

    /// Where the view is on its widget.
    void place(const QRectF &rect);
    void setCancelButtons(timeline::CancelButtons buttons);
    /// What stays in place when rows move: the row at @p y, where the cursor is; -1: the topmost.
    void setLane(double y);

    /// Keeps the now line and the newest rows in sight.
    void setFollowing(bool following);

    [[nodiscard]] bool isFollowing() const noexcept { return m_place.isFollowing; }

    // Each of these can be undone. All but zoomAt() and fitRun() let go of following.
    /// Closer by @p factor (> 1), with the time at @p x in place, or with the now line if it
    /// follows that.
    void zoomAt(double x, double factor);
    /// The content goes @p dx to the right.
    void panBy(double dx);
    void showRange(trace::TimeRange range);
    /// The same, as one of many small moves, and no further than there is something to show.
    void dragRange(trace::TimeRange range);
    /// The whole run, from its beginning to now.
    void fitRun();
    /// The rows go @p dy up.
    void scrollRowsBy(double dy);
    void zoomToTask(trace::TaskId task);

    /// Scrolls as little as it takes to see the row, which it has from then on whatever a fold or
    /// the filter hides: until the next call. None: no task.
    void reveal(trace::TaskId task);
    /// Pans as little as it takes to see that moment.
    void revealTime(trace::Timestamp time);
    void setFolded(trace::TaskId task, bool isFolded);
    void foldAll();
    void unfoldAll();

    [[nodiscard]] bool canUndo() const noexcept { return m_history.canUndo(); }

    [[nodiscard]] bool canRedo() const noexcept { return m_history.canRedo(); }

    /// Back to what was shown before the last move.
    void undo();
    void redo();

Q_SIGNALS:
    /// Anything that is shown, or where, is different.
    void viewChanged();
    /// What part of time is shown has changed.
    void rangeChanged(awaitscope::trace::TimeRange range);
    void followingChanged(bool isFollowing);
    /// canUndo() or canRedo() may be different.
    void historyChanged();

private:
    void onUpdated();
    void moveTo(const Place &place, Move move);
    void setPlace(const Place &place);
    void restore(Place place);
    [[nodiscard]] Place followed(Place place);
    void noteRows();
    void keepRows();
    void onFolded();

    QPointer<TraceModel> m_trace;
    timeline::View m_view;
    Place m_place; // the same as m_view has
    ViewHistory m_history;
    RowAnchor m_anchor;
    quint32 m_followedTasks = 0;
};

} // namespace awaitscope::models
