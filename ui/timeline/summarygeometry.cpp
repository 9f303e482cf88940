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

    constexpr double cellWidth = 4; // px
    constexpr double endsHeight = 4; // px at the top of a band, for those that did not end well
    constexpr double line = 1; // px at its bottom

    /// Turns the cells of one band after the other into shapes.
    class BandShapes
    {
    public:
        BandShapes(const View &view, double width, Geometry &geometry)
            : m_view(view), m_width(width), m_geometry(geometry)
        { }

        void add(const QRectF &band, const std::vector<StateCell> &cells, const StateCells &columns)
        {
            m_band = band;
            m_before = {};
            m_endsBefore = {};
            for (std::size_t at = 0; at < cells.size(); ++at) {
                const double x = m_view.timeLeft() + double(at) * m_width;
                addStack(x, cells[at], columns.duration(at));
                addEnds(x, cells[at]);
            }
        }

    private:
        struct Before
        {
            std::size_t shape = 0; // index + 1; 0: none
        };

        // No less than a px for what is there at all.
        void addStack(double x, const StateCell &cell, double duration)
        {
            const double bottom = m_band.bottom() - line;
            const double room = m_band.height() - endsHeight - line;
            const double perTask = room / double(m_view.groupSize()) / duration;
            double sum = 0;
            double y = bottom;
            std::optional<trace::TaskState> longest;
            for (const trace::TaskState state : stackedStates) {
                const double time = cell.taskTime[std::size_t(state)];
                sum += time;
                if (time > 0 && (!longest || time > cell.taskTime[std::size_t(*longest)])) {
                    longest = state;
                }
                const double top = bottom - std::round(std::min(sum * perTask, room));
                addBar(state, QRectF(x, top, m_width, y - top));
                y = std::min(y, top);
            }
            if (longest && y == bottom) {
                addBar(*longest, QRectF(x, bottom - 1, m_width, 1));
            }
        }

        void addBar(trace::TaskState state, const QRectF &rect)
        {
            addRect(rect, m_geometry.summary.states[std::size_t(state)],
                    m_before[std::size_t(state)]);
        }

        // The worst of them.
        void addEnds(double x, const StateCell &cell)
        {
            for (const Outcome outcome : badOutcomes) {
                if (cell.ended[std::size_t(outcome)] > 0) {
                    addRect(QRectF(x, m_band.top(), m_width, endsHeight),
                            m_geometry.summary.outcomes[std::size_t(outcome)],
                            m_endsBefore[std::size_t(outcome)]);
                    return;
                }
            }
        }

        // Goes on with the one to its left if that is as high.
        void addRect(const QRectF &rect, std::vector<QRect> &rects, Before &before)
        {
            const QRect clipped =
                (rect & m_geometry.rowsRect
                 & QRectF(m_view.timeLeft(), rect.top(),
                          m_geometry.viewport.right() - m_view.timeLeft(), rect.height()))
                    .toRect();
            if (clipped.isEmpty()) {
                before = {};
                return;
            }
            if (before.shape > 0) {
                QRect &last = rects[before.shape - 1];
                if (last.right() + 1 == clipped.left() && last.top() == clipped.top()
                    && last.bottom() == clipped.bottom()) {
                    last.setRight(clipped.right());
                    return;
                }
            }
            rects.push_back(clipped);
            before.shape = rects.size();
        }

        const View &m_view;
        double m_width; // of a cell
        Geometry &m_geometry;
        QRectF m_band;
        std::array<Before, trace::stateCount> m_before{};
        std::array<Before, trace::outcomeCount> m_endsBefore{};
    };

    /// At the closest zoom, a ns is wider than a cell.
    [[nodiscard]] double cellWidthOf(const View &view)
    {
        return std::max(cellWidth, std::ceil(1 / view.scale.nsPerPixel()));
    }

    [[nodiscard]] std::vector<Timestamp> bordersOf(const View &view, double width)
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
    const double width = cellWidthOf(view);
    StateCells cells(model, bordersOf(view, width), view.now);
    BandShapes shapes(view, width, geometry);
    const int group = view.groupSize();
    const auto [first, last] = view.visibleRows(layout);
    for (int row = first; row < last; row += group) {
        const int end = std::min(row + group, last);
        const QRectF band(view.viewport.left(), view.rowRect(layout, row).top(),
                          view.viewport.width(), TrackLayout::rowHeight);
        geometry.rows.push_back({band & geometry.rowsRect});
        shapes.add(band, cells.sumUp(layout, row, end), cells);
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
        const double width = cellWidthOf(view);
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
