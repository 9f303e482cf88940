// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/arrowgeometry.h"

#include "ui/timeline/rowgeometry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>
#include <set>

namespace awaitscope::timeline {

using trace::TaskId;

namespace {

    constexpr double shortestLead = 6; // px along a row, for an arrow to begin with it
    constexpr double reachOfHand = 4; // px

    /// From which row to which; what is out of view counts as the row next to it.
    struct Rows
    {
        TaskLink::Kind kind = TaskLink::Kind::HandOver;
        int from = 0;
        int to = 0;

        friend auto operator<=>(const Rows &, const Rows &) = default;
    };

    class ArrowBuilder
    {
    public:
        ArrowBuilder(const TrackLayout &layout, const View &view, const QRectF &rows)
            : m_layout(layout), m_view(view), m_rect(rows), m_visible(view.visibleRows(layout))
        { }

        void add(const TaskLink &link, std::size_t index);

        [[nodiscard]] std::vector<ArrowShape> take() { return std::move(m_arrows); }

    private:
        [[nodiscard]] int clamped(int row) const
        {
            return std::clamp(row, m_visible.first - 1, m_visible.second);
        }

        [[nodiscard]] double middleOf(int row) const
        {
            return m_view.rowRect(m_layout, row).center().y();
        }

        void lead(const TaskLink &link, ArrowShape &arrow) const;
        void join(const Rows &rows, const ArrowShape &arrow);

        const TrackLayout &m_layout;
        const View &m_view;
        const QRectF &m_rect;
        const std::pair<int, int> m_visible;
        std::vector<ArrowShape> m_arrows;
        double m_column = -1; // x
        std::set<Rows> m_inColumn;
        std::optional<Rows> m_last;
        // The longest so far up or down, by kind: others may be parts of it.
        std::array<std::array<std::optional<std::size_t>, 2>, 5> m_longest{};
    };

    void ArrowBuilder::add(const TaskLink &link, std::size_t index)
    {
        const int from = m_layout.nearestRowOf(link.from);
        const int to = m_layout.nearestRowOf(link.to);
        if (from < 0 || to < 0 || from == to) {
            return;
        }
        const double x = std::round(m_view.scale.xOf(link.time));
        const Rows rows{link.kind, clamped(from), clamped(to)};
        if (x != m_column) {
            m_column = x;
            m_inColumn.clear();
            m_last.reset();
        }
        if (rows.from == rows.to || rows == m_last || !m_inColumn.insert(rows).second) {
            return;
        }
        m_last = rows;
        const double reach = (from < to ? 1 : -1) * (barHeight / 2 + 1); // from the middle of a row
        const double top = m_rect.top();
        const double bottom = m_rect.bottom();
        const double fromY = middleOf(rows.from) + reach;
        const double toY = middleOf(rows.to) - reach;
        if (std::max(fromY, toY) <= top || std::min(fromY, toY) >= bottom) {
            return;
        }
        ArrowShape arrow;
        arrow.from = QPointF(x, std::clamp(fromY, top, bottom));
        arrow.to = QPointF(x, std::clamp(toY, top, bottom));
        arrow.kind = link.kind;
        arrow.link = index;
        if (link.since < link.time && rows.from == m_layout.rowOf(link.from)) {
            lead(link, arrow);
        }
        join(rows, arrow);
    }

    // Along the row, from where the task was done.
    void ArrowBuilder::lead(const TaskLink &link, ArrowShape &arrow) const
    {
        const double begin = std::round(m_view.scale.xOf(link.since)) + Cap::radius + 1;
        const double left = std::max(begin, m_view.timeLeft());
        const double y = middleOf(m_layout.rowOf(link.from));
        if (arrow.to.x() - left >= shortestLead && y > m_rect.top() && y < m_rect.bottom()) {
            arrow.from = QPointF(left, y);
        }
    }

    // What is the same in several arrows is part of the longest alone.
    void ArrowBuilder::join(const Rows &rows, const ArrowShape &arrow)
    {
        using Part = ArrowShape::Part;
        auto &longest = m_longest[std::size_t(rows.kind)][rows.from < rows.to ? 0 : 1];
        const std::size_t index = m_arrows.size();
        m_arrows.push_back(arrow);
        if (!longest || m_arrows[*longest].to.x() != arrow.to.x()) {
            longest = index;
            return;
        }
        ArrowShape &other = m_arrows[*longest];
        const auto length = [](const ArrowShape &shape) {
            return std::abs(shape.to.y() - shape.from.y());
        };
        const bool isLonger = length(arrow) > length(other);
        if (other.to == arrow.to || other.from == arrow.from) {
            ArrowShape &shorter = isLonger ? other : m_arrows.back();
            shorter.part = other.to == arrow.to ? Part::Tail : Part::Head;
        }
        if (isLonger) {
            longest = index;
        }
    }

    [[nodiscard]] bool isNear(const QRectF &line, QPointF point)
    {
        return line.normalized()
            .adjusted(-reachOfHand, -reachOfHand, reachOfHand, reachOfHand)
            .contains(point);
    }

    [[nodiscard]] bool isOn(const ArrowShape &arrow, QPointF point)
    {
        const QPointF corner(arrow.to.x(), arrow.from.y());
        switch (arrow.part) {
        case ArrowShape::Part::Whole:
            return isNear(QRectF(arrow.from, corner), point)
                || isNear(QRectF(corner, arrow.to), point);
        case ArrowShape::Part::Tail:
            return isNear(QRectF(arrow.from, corner), point);
        case ArrowShape::Part::Head:
            return isNear(QRectF(arrow.to, arrow.to), point);
        }
        Q_UNREACHABLE();
    }

} // namespace

std::vector<ArrowShape> arrowShapes(std::span<const TaskLink> links, const TrackLayout &layout,
                                    const View &view, const QRectF &rows)
{
    ArrowBuilder builder(layout, view, rows);
    const double right = view.viewport.right();
    const auto first = std::ranges::lower_bound(links, view.scale.timeFrom(view.timeLeft() - 1), {},
                                                &TaskLink::time);
    for (auto at = first; at != links.end(); ++at) {
        const double x = std::round(view.scale.xOf(at->time));
        if (x > right) {
            break;
        }
        if (x >= view.timeLeft()) {
            builder.add(*at, std::size_t(at - links.begin()));
        }
    }
    return builder.take();
}

const ArrowShape *arrowAt(const std::vector<ArrowShape> &arrows, QPointF point)
{
    const auto reversed = arrows | std::views::reverse;
    const auto found = std::ranges::find_if(
        reversed, [point](const ArrowShape &arrow) { return isOn(arrow, point); });
    return found == reversed.end() ? nullptr : &*found;
}

} // namespace awaitscope::timeline
