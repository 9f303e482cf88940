// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/otherrun.h"

#include "ui/timeline/geometrybuilder.h"
#include "ui/timeline/rowgeometry.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using trace::Outcome;
using trace::TaskId;
using trace::TaskLife;
using trace::TaskState;
using trace::Timestamp;

namespace {

    constexpr double endHeight = 7; // px of the tick where a task ended
    constexpr double labelGap = 6; // px behind the end

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("awaitscope::timeline", text);
    }

    [[nodiscard]] TaskId beforeOf(const OtherRun &other, TaskId task)
    {
        const auto &all = other.comparison.beforeOf;
        return task.value < all.size() ? all[task.value] : TaskId();
    }

    /// Adds what there is on one row after the other.
    class OtherRunBuilder
    {
    public:
        OtherRunBuilder(const OtherRun &other, TimelineModel &model, const TrackLayout &layout,
                        const View &view, Overlay &overlay)
            : m_other(other)
            , m_model(model)
            , m_layout(layout)
            , m_view(view)
            , m_otherView(view)
            , m_rows(view.rowsRect(layout))
            , m_overlay(overlay)
        {
            m_otherView.now = other.now;
            // Strips are higher than the bars that they are made of: clipped by themselves.
            m_scratch.rowsRect =
                m_rows.adjusted(0, -TrackLayout::rowHeight, 0, TrackLayout::rowHeight);
        }

        void add(int row)
        {
            const TaskId task = m_layout.taskAt(row);
            if (!m_model.isKnown(task)) {
                return;
            }
            const QRectF rect = m_view.rowRect(m_layout, row);
            const TaskId before = beforeOf(m_other, task);
            if (!before) {
                if (m_model.life(task).created <= m_other.now) {
                    addLabel(rect, endOf(m_model.life(task), m_view.now), tr("only in this run"));
                }
                return;
            }
            addStrips(before, rect.top());
            addEnd(before, rect.top());
            const auto difference = analysis::differenceOf(
                {m_other.model.store(), m_other.model.builder(), m_other.now}, before,
                {m_model.store(), m_model.builder(), m_view.now}, task);
            if (difference) {
                addLabel(rect, m_model.life(task).ended, differenceText(*difference));
            }
        }

    private:
        [[nodiscard]] static Timestamp endOf(const TaskLife &life, Timestamp now)
        {
            return life.ended >= 0 ? life.ended : now;
        }

        void addStrips(TaskId before, double top)
        {
            m_scratch.bars.clear();
            RowGeometry(m_other.model, m_layout, m_otherView, m_scratch).addBars(before, top);
            for (Bar bar : m_scratch.bars) {
                if (bar.state == TaskState::Ready) {
                    continue;
                }
                bar.rect.setTop(top);
                bar.rect.setHeight(OtherRunShapes::stripHeight);
                bar.rect &= m_rows;
                if (!bar.rect.isEmpty()) {
                    m_overlay.otherRun.strips.push_back(bar);
                }
            }
        }

        void addEnd(TaskId before, double top)
        {
            const TaskLife &life = m_other.model.life(before);
            const double x = std::round(m_view.scale.xOf(life.ended));
            if (life.ended >= 0 && x >= m_view.timeLeft() && x <= m_view.viewport.right()
                && top >= m_rows.top() && top + endHeight <= m_rows.bottom()) {
                m_overlay.otherRun.ends.push_back({QPointF(x, top), life.outcome});
            }
        }

        // Where there is room for it.
        void addLabel(const QRectF &row, Timestamp end, const QString &text)
        {
            const double x = std::round(m_view.scale.xOf(end)) + Cap::radius + labelGap;
            const double width = std::ceil(double(text.size()) * sansCharacterWidth) + 12;
            const QRectF rect(x, row.top() + barTop, width, barHeight);
            if (x >= m_view.timeLeft() && rect.right() <= m_view.viewport.right()
                && rect.top() >= m_rows.top() && rect.bottom() <= m_rows.bottom()) {
                m_overlay.barLabels.push_back({.rect = rect, .text = text, .hasBacking = true});
            }
        }

        const OtherRun &m_other;
        TimelineModel &m_model;
        const TrackLayout &m_layout;
        const View &m_view;
        View m_otherView;
        const QRectF m_rows;
        Overlay &m_overlay;
        Geometry m_scratch; // the bars of one row
    };

    // Told apart without colour, as far as so few px allow: dashes and thinner lines.
    void paintStrip(QPainter &painter, const Bar &bar, const Theme &theme)
    {
        const BarStyle &style = theme.forState(bar.state);
        const QRectF &rect = bar.rect;
        double dash = 0;
        double gap = 0;
        switch (style.pattern) {
        case Pattern::Thin:
            painter.fillRect(QRectF(rect.left(), rect.top() + 1, rect.width(), 1), style.edge);
            return;
        case Pattern::Banded:
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), style.fill);
            painter.fillRect(QRectF(rect.left(), rect.top() + 2, rect.width(), 1), style.fill);
            return;
        case Pattern::Hatched:
            dash = 4;
            gap = 2;
            break;
        case Pattern::Striped:
            dash = 2;
            gap = 2;
            break;
        case Pattern::Crossed:
            dash = 1;
            gap = 1;
            break;
        case Pattern::Solid:
        case Pattern::Dotted:
            break;
        }
        if (gap == 0) {
            painter.fillRect(rect, style.fill);
            return;
        }
        for (double x = rect.left(); x < rect.right(); x += dash + gap) {
            painter.fillRect(QRectF(x, rect.top(), dash, rect.height()) & rect, style.fill);
        }
    }

} // namespace

void addOtherRun(const OtherRun &other, TimelineModel &model, const TrackLayout &layout,
                 const View &view, Overlay &overlay)
{
    OtherRunBuilder builder(other, model, layout, view, overlay);
    const auto [first, last] = view.visibleRows(layout);
    for (int row = first; row < last; ++row) {
        builder.add(row);
    }
}

QString otherRunText(const OtherRun &other, TaskId task)
{
    const TaskId before = beforeOf(other, task);
    if (!before) {
        return {};
    }
    const TaskLife &life = other.model.life(before);
    return life.ended < 0 ? tr("in the other run: alive at its end")
                          : tr("in the other run: %1 at %2 after %3")
                                .arg(outcomeName(life.outcome), formatMoment(life.ended),
                                     formatDuration(life.ended - life.created));
}

QStringList otherRunDetails(const OtherRun &other)
{
    const analysis::RunTotals &before = other.comparison.before;
    const analysis::RunTotals &after = other.comparison.after;
    QStringList details{
        tr("strips above the bars: %1").arg(other.title),
        tr("total %1 → %2").arg(formatDuration(before.duration), formatDuration(after.duration)),
        tr("p95 %1 → %2").arg(formatDuration(before.p95), formatDuration(after.p95))};
    for (const Outcome outcome : {Outcome::Finished, Outcome::TimedOut, Outcome::Cancelled,
                                  Outcome::Failed, Outcome::Destroyed}) {
        const quint32 one = before.outcomes[std::size_t(outcome)];
        const quint32 two = after.outcomes[std::size_t(outcome)];
        if (one > 0 || two > 0) {
            details += tr("%1 %2 → %3").arg(outcomeName(outcome)).arg(one).arg(two);
        }
    }
    return details;
}

QString differenceText(const analysis::TaskDifference &difference)
{
    const Timestamp longer = difference.longer;
    const QString time = longer > 0 ? u'+' + formatDuration(longer)
        : longer < 0                ? QStringLiteral("−") + formatDuration(-longer)
                                    : QString();
    if (!difference.endsOtherwise()) {
        return time;
    }
    const QString was = tr("was %1").arg(outcomeName(difference.outcomeBefore));
    return time.isEmpty() ? was : tr("%1, %2").arg(was, time);
}

void paintOtherRun(QPainter &painter, const OtherRunShapes &shapes, const Theme &theme)
{
    for (const Bar &bar : shapes.strips) {
        paintStrip(painter, bar, theme);
    }
    for (const Cap &end : shapes.ends) {
        painter.fillRect(QRectF(end.centre.x() - 2, end.centre.y(), 4, endHeight + 1), theme.row);
        painter.fillRect(QRectF(end.centre.x() - 1, end.centre.y(), 2, endHeight),
                         theme.forOutcome(end.outcome).fill);
    }
}

} // namespace awaitscope::timeline
