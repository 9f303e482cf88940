// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/rowgeometry.h"

#include "ui/timeline/geometrybuilder.h"
#include "ui/timeline/markgeometry.h"
#include "ui/timeline/statenames.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using trace::Outcome;
using trace::Span;
using trace::TaskId;
using trace::TaskLife;
using trace::TaskState;
using trace::Timestamp;
using trace::WaitKind;

namespace {

constexpr double labelPadding = 5; // px between the edge of a bar and its text

[[nodiscard]] bool waitsForSet(WaitKind kind) noexcept
{
    return kind == WaitKind::Gather || kind == WaitKind::TaskGroup || kind == WaitKind::Wait
        || kind == WaitKind::AsCompleted;
}

} // namespace

std::pair<double, double> barExtent(TaskState state) noexcept
{
    switch (state) {
    case TaskState::Awaiting:
        return {9, 4};
    case TaskState::Ready:
        return {10, 2};
    default:
        return {barTop, barHeight};
    }
}

bool isCancelPending(const View &view, TaskId task, const TaskLife &life) noexcept
{
    return life.isAlive()
        && (view.cancelPending.contains(task)
            || (life.cancelRequested && life.state != TaskState::Cleanup));
}

RowGeometry::RowGeometry(TimelineModel &model, const TrackLayout &layout, const View &view,
                         Geometry &geometry)
    : m_model(model)
    , m_layout(layout)
    , m_view(view)
    , m_geometry(geometry)
    , m_left(view.timeLeft())
    , m_right(view.viewport.right())
{ }

void RowGeometry::add(int index)
{
    const QRectF rect = m_view.rowRect(m_layout, index);
    Row row {m_layout.taskAt(index), rect.top(), RowShape::Kind::Normal, nullptr,
             m_geometry.bars.size()};
    if (row.task == m_view.selected) {
        row.kind = RowShape::Kind::Selected;
    } else if (row.task == m_view.hovered) {
        row.kind = RowShape::Kind::Hovered;
    }
    m_geometry.rows.push_back({rect & m_geometry.rowsRect, row.kind});
    if (m_model.isKnown(row.task)) {
        row.life = &m_model.life(row.task);
        addBars(row);
        addDurations(row);
        addMarks(row);
        addDeadline(row);
        addCap(row);
        addBadge(row);
    }
    addLabel(row, index);
}

void RowGeometry::addLabel(const Row &row, int index)
{
    const QRectF rect = m_view.rowRect(m_layout, index);
    RowLabel label;
    label.rect =
        QRectF(rect.left(), rect.top(), View::labelWidth, rect.height()) & m_geometry.rowsRect;
    label.kind = row.kind;
    double right = m_left - 6;
    if (row.life != nullptr) {
        label.state = row.life->state;
        label.outcome = row.life->outcome;
        if (row.life->isAlive() && m_view.offersCancel(row.task)) {
            label.cancelButton = m_view.cancelRect(m_layout, index);
            label.isCancelHot = row.task == m_view.hotCancel;
            right = label.cancelButton->left();
        }
    }
    const QRectF fold = m_view.foldRect(m_layout, index);
    const QString text = taskLabel(m_model.store(), row.task);
    const qsizetype number = text.lastIndexOf(u' ');
    QString suffix = number < 0 ? QString() : text.mid(number);
    if (m_layout.hasChildren(row.task)) {
        const bool isFolded = m_layout.isFolded(row.task);
        label.fold = isFolded ? RowLabel::Fold::Closed : RowLabel::Fold::Open;
        label.foldCentre = fold.center();
        if (isFolded) {
            suffix += QStringLiteral("  +%1").arg(m_layout.descendantCount(row.task));
        }
    }
    m_geometry.rowLabels.push_back(label);
    m_geometry.sideLabels.push_back(
        {.rect = QRectF(fold.right() + 1, rect.top(), right - fold.right() - 1, rect.height()),
         .text = number < 0 ? text : text.left(number),
         .suffix = suffix});
}

void RowGeometry::addBars(const Row &row)
{
    const std::vector<Span> &spans = row.life->spans;
    const TimeScale &scale = m_view.scale;
    double cursor = m_left; // nothing is drawn twice
    for (auto [at, last] = m_model.spansIn(row.task, scale.visible()); at < last;) {
        const Span &span = spans[at];
        const Timestamp end = span.isOpen() ? std::max(m_view.now, span.begin) : span.end;
        const double left = std::max(std::round(scale.xOf(span.begin)), cursor);
        const double right = std::min(std::round(scale.xOf(end)), m_right);
        if (left >= m_right) {
            break;
        }
        if (double(end - span.begin) >= scale.nsPerPixel()) {
            if (right > left) {
                addBar(row, span, left, right);
                cursor = right;
            }
            ++at;
        } else {
            const double column = std::max(std::floor(scale.xOf(span.begin)), cursor);
            if (column >= m_right) {
                break;
            }
            at = addFolded(row, at, column);
            cursor = column + 1;
        }
    }
}

void RowGeometry::addBar(const Row &row, const Span &span, double left, double right)
{
    const auto [offset, height] = barExtent(span.state);
    const QRectF rect = QRectF(left, row.top + offset, right - left, height) & m_geometry.rowsRect;
    if (rect.isEmpty()) {
        return;
    }
    Bar bar;
    bar.rect = rect;
    bar.state = span.state;
    bar.origin = std::round(m_view.scale.xOf(span.begin));
    bar.isBracket = span.state == TaskState::Awaiting && waitsForSet(span.wait);
    bar.beginsHere = bar.origin >= m_left;
    bar.endsHere = !span.isOpen() && std::round(m_view.scale.xOf(span.end)) <= m_right;
    m_geometry.bars.push_back(bar);
}

// One column of px for all the spans that end in it. Returns the first span that is left.
std::size_t RowGeometry::addFolded(const Row &row, std::size_t first, double left)
{
    const Timestamp columnEnd = m_view.scale.timeFrom(left + 1);
    const std::size_t after =
        std::max(m_model.firstEndingAfter(row.task, first, columnEnd), first + 1);
    const TaskState state = m_model.dominant(row.task, {first, after}, m_view.now);
    const auto [offset, height] = barExtent(state);
    const QRectF rect = QRectF(left, row.top + offset, 1, height) & m_geometry.rowsRect;
    if (rect.isEmpty()) {
        return after;
    }
    if (m_geometry.bars.size() > row.firstBar) {
        Bar &before = m_geometry.bars.back();
        if (before.isFolded && before.state == state && before.rect.right() == left) {
            before.rect.setRight(left + 1);
            return after;
        }
    }
    Bar bar;
    bar.rect = rect;
    bar.state = state;
    bar.origin = left;
    bar.isFolded = true;
    m_geometry.bars.push_back(bar);
    return after;
}

void RowGeometry::addDurations(const Row &row)
{
    const double end = capX(row) - Cap::radius;
    const auto &spans = row.life->spans;
    for (std::size_t at = row.firstBar; at < m_geometry.bars.size(); ++at) {
        const Bar &bar = m_geometry.bars[at];
        if (bar.state != TaskState::Working || bar.isFolded || bar.rect.height() < barHeight) {
            continue;
        }
        const double right = std::min(bar.rect.right(), end) - 2;
        const double room = right - bar.rect.left() - labelPadding;
        if (room < 4 * monoCharacterWidth) {
            continue;
        }
        const Timestamp middle = m_view.scale.timeAt(bar.rect.center().x());
        const Span &span = spans[m_model.firstEndingAfter(row.task, 0, middle)];
        const Timestamp spanEnd = span.isOpen() ? m_view.now : span.end;
        const QString text = formatDuration(spanEnd - span.begin);
        if (double(text.size()) * monoCharacterWidth <= room) {
            m_geometry.barLabels.push_back(
                {.rect = QRectF(bar.rect.left() + labelPadding, bar.rect.top(), room, barHeight),
                 .text = text,
                 .role = TextRole::OnBar,
                 .state = bar.state});
        }
    }
}

// Where the cap is; far to the right if there is none in view.
double RowGeometry::capX(const Row &row) const
{
    const double nowhere = m_right + 1000;
    if (row.life->isAlive()) {
        return nowhere;
    }
    const double x = std::round(m_view.scale.xOf(row.life->ended));
    if (x < m_left || x > m_right) {
        return nowhere;
    }
    return std::min(x, m_right - Cap::radius);
}

void RowGeometry::addCap(const Row &row)
{
    const double x = capX(row);
    const double y = row.top + TrackLayout::rowHeight / 2;
    const QRectF &rows = m_geometry.rowsRect;
    if (x <= m_right && y > rows.top() - Cap::radius && y < rows.bottom() + Cap::radius) {
        m_geometry.caps.push_back({QPointF(x, y), row.life->outcome});
    }
}

void RowGeometry::addMarks(const Row &row)
{
    const auto &marks = row.life->marks;
    const trace::TimeRange seen = m_view.scale.visible();
    const double cap = capX(row);
    auto at = std::ranges::lower_bound(marks, seen.begin, {}, &trace::Mark::time);
    while (at != marks.end()) {
        const double x = std::round(m_view.scale.xOf(at->time));
        if (x > m_right) {
            break;
        }
        const Timestamp clusterEnd = m_view.scale.timeFrom(x + markWidth);
        const auto next =
            std::ranges::lower_bound(at, marks.end(), clusterEnd, {}, &trace::Mark::time);
        const trace::Mark &mark = mostTelling(std::span(at, next));
        const double markX = std::round(m_view.scale.xOf(mark.time));
        const double nextX = next == marks.end() ? m_right : m_view.scale.xOf(next->time);
        if (markX >= m_left && std::abs(markX - cap) > Cap::radius) {
            addMark(row, mark, markX, std::min({nextX, cap - Cap::radius, m_right}) - markX);
        }
        at = next;
    }
}

void RowGeometry::addMark(const Row &row, const trace::Mark &mark, double x, double room)
{
    m_geometry.marks.push_back({QPointF(x, row.top), markKind(mark.kind)});
    if (mark.kind == trace::TaskEventKind::Marker) {
        addMarkerText(row, mark, x, room);
    }
}

// Behind the diamond, on a ground of its own, unless that hides something with a text.
void RowGeometry::addMarkerText(const Row &row, const trace::Mark &mark, double x, double room)
{
    const std::string_view content =
        m_model.store().text(trace::StringId(m_model.store().event(mark.event).a));
    const QString text = QString::fromUtf8(content.data(), qsizetype(content.size()));
    const QRectF rect(x + 6, row.top + barTop, double(text.size()) * sansCharacterWidth + 8,
                      barHeight);
    const bool hidesText =
        std::ranges::any_of(m_geometry.bars.begin() + qsizetype(row.firstBar),
                            m_geometry.bars.end(), [&](const Bar &bar) {
                                return bar.state == TaskState::Working && bar.rect.intersects(rect);
                            });
    if (text.isEmpty() || hidesText || rect.right() > x + room) {
        return;
    }
    m_geometry.barLabels.push_back(
        {.rect = rect, .text = text, .role = TextRole::Dim, .backing = row.kind});
}

void RowGeometry::addDeadline(const Row &row)
{
    if (!row.life->isAlive() || row.life->deadline < 0) {
        return;
    }
    const double x = std::round(m_view.scale.xOf(row.life->deadline));
    if (x < m_left || x > m_right) {
        return;
    }
    const bool isSelected = row.kind == RowShape::Kind::Selected;
    const double inset = isSelected ? 1 : 5;
    const double bottom = row.top + TrackLayout::rowHeight;
    m_geometry.deadlines.push_back({x, row.top + inset, bottom - inset, isSelected});
    const QString text = QCoreApplication::translate("awaitscope::timeline", "deadline");
    const QRectF rect(x + 5, row.top, double(text.size()) * sansCharacterWidth + 4,
                      TrackLayout::rowHeight);
    if (isSelected && rect.right() <= m_right) {
        m_geometry.barLabels.push_back({.rect = rect, .text = text, .role = TextRole::Deadline});
    }
}

// At the end of what has happened so far.
void RowGeometry::addBadge(const Row &row)
{
    if (!isCancelPending(m_view, row.task, *row.life)) {
        return;
    }
    const QString text = QCoreApplication::translate("awaitscope::timeline", "cancel pending");
    const double width = double(text.size()) * sansCharacterWidth + 10;
    const double end = std::min(std::round(m_view.scale.xOf(m_view.now)), m_right) - 6;
    const double left = std::max(end - width, m_left + 2);
    m_geometry.barLabels.push_back({.rect = QRectF(left, row.top + barTop, width, barHeight),
                                    .text = text,
                                    .role = TextRole::Cancel,
                                    .alignment = Qt::AlignHCenter,
                                    .backing = row.kind});
}

} // namespace awaitscope::timeline
