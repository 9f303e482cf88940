// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/summarygeometry.h"

#include "ui/timeline/statecells.h"
#include "ui/timeline/statenames.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using trace::Outcome;
using trace::Timestamp;

namespace {

    // px
    constexpr int cellWidth = 6;
    constexpr int bandHeight = int(TrackLayout::rowHeight);
    constexpr int endsHeight = 4; // at the top of a band, for those that did not end well
    constexpr int line = 1; // at its bottom
    constexpr int room = bandHeight - endsHeight - line; // for all tasks of a band

    /// Turns the cells of one band after the other into shapes.
    class BandShapes
    {
    public:
        /// @p width: of a cell, px.
        BandShapes(const View &view, int width, Geometry &geometry)
            : m_shapes(geometry.summary)
            , m_clip(geometry.rowsRect.toRect())
            , m_width(width)
            , m_group(view.groupSize())
        {
            m_clip.setLeft(int(view.timeLeft()));
        }

        void add(int top, const std::vector<StateCell> &cells, const StateCells &columns)
        {
            m_top = top;
            m_states = {};
            m_outcomes = {};
            for (std::size_t at = 0; at < cells.size(); ++at) {
                m_left = m_clip.left() + int(at) * m_width;
                addStack(cells[at], columns.duration(at));
                addEnds(cells[at]);
            }
        }

    private:
        void addStack(const StateCell &cell, double duration)
        {
            double all = 0;
            for (const double time : cell.taskTime) {
                all += time;
            }
            const double perTask = double(room) / m_group / duration;
            if (all * perTask < 0.5) {
                addTrace(cell, all);
                return;
            }
            const int bottom = m_top + bandHeight - line;
            double sum = 0;
            int y = bottom;
            for (const trace::TaskState state : stackedStates) {
                sum += cell.taskTime[std::size_t(state)];
                const int top = bottom - int(std::min(sum * perTask, double(room)) + 0.5);
                addState(state, top, y);
                y = top;
            }
        }

        // A px for what is there at all, in the state that lasts longest.
        void addTrace(const StateCell &cell, double all)
        {
            const auto longest = std::ranges::max_element(cell.taskTime) - cell.taskTime.begin();
            const int bottom = m_top + bandHeight - line;
            for (const trace::TaskState state : stackedStates) {
                const bool isShown = all > 0 && std::ptrdiff_t(state) == longest;
                addState(state, isShown ? bottom - 1 : bottom, bottom);
            }
        }

        void addState(trace::TaskState state, int top, int bottom)
        {
            addRect(top, bottom, m_shapes.states[std::size_t(state)], m_states[std::size_t(state)]);
        }

        // The worst of them.
        void addEnds(const StateCell &cell)
        {
            for (const Outcome outcome : badOutcomes) {
                if (cell.ended[std::size_t(outcome)] > 0) {
                    addRect(m_top, m_top + endsHeight, m_shapes.outcomes[std::size_t(outcome)],
                            m_outcomes[std::size_t(outcome)]);
                    return;
                }
            }
        }

        // Goes on with the one to its left if that is as high. @p before: its index + 1; 0: none.
        void addRect(int top, int bottom, std::vector<QRect> &rects, std::size_t &before) const
        {
            top = std::max(top, m_clip.top());
            bottom = std::min(bottom, m_clip.top() + m_clip.height());
            const int right = std::min(m_left + m_width, m_clip.left() + m_clip.width());
            if (top >= bottom || m_left >= right) {
                before = 0;
                return;
            }
            if (before > 0) {
                QRect &last = rects[before - 1];
                if (last.right() + 1 == m_left && last.top() == top
                    && last.bottom() + 1 == bottom) {
                    last.setRight(right - 1);
                    return;
                }
            }
            rects.emplace_back(m_left, top, right - m_left, bottom - top);
            before = rects.size();
        }

        SummaryShapes &m_shapes;
        QRect m_clip; // the time of the rows
        int m_width;
        int m_group; // tasks in a whole band
        int m_top = 0; // of the band
        int m_left = 0; // of the cell
        std::array<std::size_t, trace::stateCount> m_states{};
        std::array<std::size_t, trace::outcomeCount> m_outcomes{};
    };

    /// At the closest zoom, a ns is wider than a cell.
    [[nodiscard]] int cellWidthOf(const View &view)
    {
        return std::max(cellWidth, int(std::ceil(1 / view.scale.nsPerPixel())));
    }

    [[nodiscard]] std::vector<Timestamp> bordersOf(const View &view, int width)
    {
        const double right = view.viewport.right();
        std::vector<Timestamp> borders;
        for (double x = view.timeLeft(); x < right + width; x += width) {
            const Timestamp time = std::max<Timestamp>(0, view.scale.timeFrom(x));
            borders.push_back(borders.empty() ? time : std::max(time, borders.back()));
        }
        return borders;
    }

} // namespace

void addGroupLabel(const TimelineModel &model, const TrackLayout &layout, const View &view,
                   int first, int last, Geometry &geometry)
{
    const QString text = taskLabel(model.store(), layout.taskAt(first));
    const qsizetype number = text.lastIndexOf(u' ');
    QString suffix = number < 0 ? QString() : text.mid(number);
    if (last - first > 1) {
        suffix += QStringLiteral("  +%1").arg(last - first - 1);
    }
    const QRectF rect(view.viewport.left() + 11, view.rowRect(layout, first).top(),
                      View::labelWidth - 17, TrackLayout::rowHeight);
    geometry.sideLabels.push_back(
        {.rect = rect, .text = number < 0 ? text : text.left(number), .suffix = suffix});
}

void addSummary(const TimelineModel &model, const TrackLayout &layout, const View &view,
                Geometry &geometry)
{
    const int width = cellWidthOf(view);
    StateCells cells(model, bordersOf(view, width), view.now);
    BandShapes shapes(view, width, geometry);
    const int group = view.groupSize();
    const auto [first, last] = view.visibleRows(layout);
    for (int row = first; row < last; row += group) {
        const int end = std::min(row + group, last);
        const double top = view.rowRect(layout, row).top();
        const QRectF band(view.viewport.left(), top, view.viewport.width(), bandHeight);
        geometry.rows.push_back({band & geometry.rowsRect});
        shapes.add(int(top), cells.sumUp(layout, row, end), cells);
        addGroupLabel(model, layout, view, row, end, geometry);
    }
}

QString summaryText(const TimelineModel &model, const TrackLayout &layout, const View &view,
                    int row, std::optional<Timestamp> time)
{
    const int first = row - row % view.groupSize();
    const int last = std::min(first + view.groupSize(), layout.rowCount());
    QStringList lines{QStringLiteral("%1 … %2 (%3)")
                          .arg(taskLabel(model.store(), layout.taskAt(first)),
                               taskLabel(model.store(), layout.taskAt(last - 1)),
                               taskCount(last - first))};
    if (time && *time >= 0 && *time < view.now) {
        const int width = cellWidthOf(view);
        const double cell = std::floor((view.scale.xOf(*time) - view.timeLeft()) / width);
        const double left = view.timeLeft() + cell * width;
        const Timestamp begin = std::max<Timestamp>(0, view.scale.timeFrom(left));
        const Timestamp end = std::max(begin + 1, view.scale.timeFrom(left + width));
        StateCells cells(model, {begin, end}, view.now);
        const StateCell &sum = cells.sumUp(layout, first, last).front();
        for (const trace::TaskState state : stackedStates) {
            const double count = sum.taskTime[std::size_t(state)] / cells.duration(0);
            if (count >= 0.05) {
                lines += QStringLiteral("%1 %2").arg(
                    QString::number(count, 'f', count < 9.95 ? 1 : 0), stateName(state));
            }
        }
        for (const Outcome outcome : badOutcomes) {
            if (const quint32 count = sum.ended[std::size_t(outcome)]; count > 0) {
                lines += QStringLiteral("%1 %2").arg(count).arg(outcomeName(outcome));
            }
        }
    }
    return lines.join(u'\n');
}

} // namespace awaitscope::timeline
