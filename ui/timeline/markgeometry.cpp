// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/markgeometry.h"

#include "ui/timeline/geometrybuilder.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using trace::Mark;
using trace::TaskEventKind;
using trace::TaskLife;
using trace::TaskState;
using trace::Timestamp;
using Kind = MarkShape::Kind;

namespace {

    constexpr double textPadding = 4; // px beside a text that has a backing; see paintLabel()

    [[nodiscard]] int weight(Kind kind) noexcept
    {
        switch (kind) {
        case Kind::Swallowed:
            return 5;
        case Kind::Expired:
            return 4;
        case Kind::CancelRequested:
            return 3;
        case Kind::Marker:
            return 2;
        case Kind::CaughtTimeout:
            return 1;
        case Kind::Caught:
            return 0;
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] double widthOf(const QString &text)
    {
        return std::ceil(double(text.size()) * sansCharacterWidth) + 2 * textPadding;
    }

} // namespace

Kind markKind(TaskEventKind kind) noexcept
{
    switch (kind) {
    case TaskEventKind::Expired:
        return Kind::Expired;
    case TaskEventKind::TimedOut:
        return Kind::CaughtTimeout;
    case TaskEventKind::CancelRequested:
        return Kind::CancelRequested;
    case TaskEventKind::Caught:
        return Kind::Caught;
    case TaskEventKind::CleanupEnded:
        return Kind::Swallowed;
    default:
        return Kind::Marker;
    }
}

const Mark &mostTelling(std::span<const Mark> marks) noexcept
{
    constexpr std::size_t enough = 64;
    const auto few = marks.first(std::min(marks.size(), enough));
    return *std::ranges::max_element(few, {},
                                     [](const Mark &mark) { return weight(markKind(mark.kind)); });
}

std::optional<double> capX(const View &view, const TaskLife &life) noexcept
{
    const double right = view.viewport.right();
    const double x = std::round(view.scale.xOf(life.ended));
    if (life.isAlive() || x < view.timeLeft() || x > right) {
        return std::nullopt;
    }
    return std::min(x, right - Cap::radius);
}

bool isCancelPending(const View &view, trace::TaskId task, const TaskLife &life) noexcept
{
    return life.isAlive()
        && (view.cancelPending.contains(task)
            || (life.cancelRequested && life.state != TaskState::Cleanup));
}

RowMarks::RowMarks(const TimelineModel &model, const View &view, Geometry &geometry)
    : m_model(model)
    , m_view(view)
    , m_geometry(geometry)
    , m_left(view.timeLeft())
    , m_right(view.viewport.right())
{ }

void RowMarks::add(const RowPlace &row)
{
    const double badge = addBadge(row);
    const auto cap = capX(m_view, *row.life);
    addMarks(row, std::min(badge, cap ? *cap - Cap::radius : m_right + 1));
    addDeadline(row);
    addCap(row);
}

void RowMarks::addMarks(const RowPlace &row, double end)
{
    const auto &marks = row.life->marks;
    const Timestamp first = m_view.scale.timeFrom(m_left);
    auto at = std::ranges::lower_bound(marks, first, {}, &Mark::time);
    while (at != marks.end()) {
        const double x = std::round(m_view.scale.xOf(at->time));
        if (x >= end) {
            break;
        }
        const Timestamp clusterEnd = m_view.scale.timeFrom(x + markWidth);
        const auto next = std::ranges::lower_bound(at, marks.end(), clusterEnd, {}, &Mark::time);
        const Mark &mark = mostTelling(std::span(at, next));
        const double markX = std::round(m_view.scale.xOf(mark.time));
        if (markX < end) {
            m_geometry.marks.push_back({QPointF(markX, row.top), markKind(mark.kind)});
        }
        if (mark.kind == TaskEventKind::Marker) {
            const double nextX =
                next == marks.end() ? end : m_view.scale.xOf(next->time) - markWidth;
            addMarkerText(row, mark, markX, std::min({nextX, end, m_right}) - markX);
        }
        at = next;
    }
}

// Behind the diamond, on a ground of its own, but not on what has a text itself.
void RowMarks::addMarkerText(const RowPlace &row, const Mark &mark, double x, double room)
{
    const std::string_view content =
        m_model.store().text(trace::StringId(m_model.store().event(mark.event).a));
    const QString text = QString::fromUtf8(content.data(), qsizetype(content.size()));
    const QRectF rect(x + 4, row.top + barTop, widthOf(text) + 2, barHeight);
    if (text.isEmpty() || rect.right() > x + room) {
        return;
    }
    for (std::size_t at = row.firstBar; at < m_geometry.bars.size(); ++at) {
        const Bar &bar = m_geometry.bars[at];
        if (bar.state == TaskState::Working && bar.rect.intersects(rect)) {
            return;
        }
    }
    m_geometry.barLabels.push_back(
        {.rect = rect, .text = text, .role = TextRole::Dim, .hasBacking = true});
}

void RowMarks::addDeadline(const RowPlace &row)
{
    if (!row.life->isAlive() || row.life->deadline < 0) {
        return;
    }
    const double x = std::round(m_view.scale.xOf(row.life->deadline));
    if (x < m_left || x > m_right) {
        return;
    }
    constexpr double inset = 5;
    const double bottom = row.top + TrackLayout::rowHeight;
    m_geometry.deadlines.push_back({x, row.top + inset, bottom - inset});
}

void RowMarks::addCap(const RowPlace &row)
{
    const auto x = capX(m_view, *row.life);
    const double y = row.top + TrackLayout::rowHeight / 2;
    const QRectF &rows = m_geometry.rowsRect;
    if (x && y > rows.top() - Cap::radius && y < rows.bottom() + Cap::radius) {
        m_geometry.caps.push_back({QPointF(*x, y), row.life->outcome});
    }
}

// At the end of what has happened so far.
double RowMarks::addBadge(const RowPlace &row)
{
    if (!isCancelPending(m_view, row.task, *row.life)) {
        return m_right + 1;
    }
    const QString text = QCoreApplication::translate("awaitscope::timeline", "cancel pending");
    const double width = widthOf(text);
    const double end = std::min(std::round(m_view.scale.xOf(m_view.now)), m_right) - 5;
    const double left = std::max(end - width, m_left + 2);
    m_geometry.barLabels.push_back({.rect = QRectF(left, row.top + barTop, width, barHeight),
                                    .text = text,
                                    .role = TextRole::Cancel,
                                    .alignment = Qt::AlignHCenter,
                                    .hasBacking = true});
    return left - markWidth;
}

} // namespace awaitscope::timeline
