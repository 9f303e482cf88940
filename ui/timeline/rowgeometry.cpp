// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/rowgeometry.h"

#include "engine/analysis/gathers.h"
#include "ui/timeline/geometrybuilder.h"
#include "ui/timeline/markgeometry.h"
#include "ui/timeline/statenames.h"

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using trace::Span;
using trace::TaskState;
using trace::Timestamp;

namespace {

    constexpr double leastForLine = 6; // px of a row that has a line below
    constexpr double leastForPattern = 12; // px of a row with bars that are more than filled
    constexpr double thinEnd = 4; // px of the mark where a task of a thin row did not end well
    constexpr double labelPadding = 5; // px between the edge of a bar and its text

} // namespace

std::pair<double, double> barExtent(TaskState state, double rowHeight) noexcept
{
    const auto scaled = [rowHeight](double top, double height) {
        const double part = rowHeight / TrackLayout::rowHeight;
        return std::pair(std::floor(top * part), std::max(1.0, std::round(height * part)));
    };
    switch (state) {
    case TaskState::Awaiting:
        return scaled(10, 4);
    case TaskState::Ready:
        return scaled(11, 2);
    default:
        return scaled(barTop, barHeight);
    }
}

RowGeometry::RowGeometry(TimelineModel &model, const TrackLayout &layout, const View &view,
                         Geometry &geometry)
    : m_model(model)
    , m_layout(layout)
    , m_view(view)
    , m_geometry(geometry)
    , m_left(view.timeLeft())
    , m_right(view.viewport.right())
    , m_column(view.groupSize())
{
    for (std::size_t state = 0; state < m_extents.size(); ++state) {
        m_extents[state] = barExtent(TaskState(state), view.rowHeight());
    }
}

void RowGeometry::add(int index)
{
    const QRectF rect = m_view.rowRect(m_layout, index);
    RowPlace row;
    row.task = m_layout.taskAt(index);
    row.top = rect.top();
    row.firstBar = m_geometry.bars.size();
    row.firstMark = m_geometry.marks.size();
    if (m_view.rowHeight() >= leastForLine) {
        m_geometry.rows.push_back({rect & m_geometry.rowsRect});
    }
    if (m_model.isKnown(row.task)) {
        row.life = &m_model.life(row.task);
        addBars(row);
        if (m_view.isRoomy()) {
            RowMarks(m_model, m_view, m_geometry).add(row);
            addDurations(row);
        } else {
            addThinEnd(row);
        }
    }
    if (m_view.isRoomy()) {
        addLabel(row, index);
    }
}

// In place of a cap: who failed, timed out or was cancelled stays visible.
void RowGeometry::addThinEnd(const RowPlace &row)
{
    const auto x = capX(m_view, *row.life);
    if (!x || row.life->outcome == trace::Outcome::Finished) {
        return;
    }
    const double left = std::clamp(*x - thinEnd / 2, m_left, m_right - thinEnd);
    const QRectF rect = QRectF(left, row.top, thinEnd, m_view.rowHeight()) & m_geometry.rowsRect;
    if (!rect.isEmpty()) {
        m_geometry.summary.outcomes[std::size_t(row.life->outcome)].push_back(rect.toRect());
    }
}

void RowGeometry::addBars(trace::TaskId task, double top)
{
    RowPlace row;
    row.task = task;
    row.top = top;
    row.life = &m_model.life(task);
    row.firstBar = m_geometry.bars.size();
    addBars(row);
}

void RowGeometry::addLabel(const RowPlace &row, int index)
{
    const QRectF rect = m_view.rowRect(m_layout, index);
    RowLabel label;
    label.rect =
        QRectF(rect.left(), rect.top(), View::labelWidth, rect.height()) & m_geometry.rowsRect;
    double right = m_left - 6;
    if (row.life != nullptr) {
        label.state = row.life->state;
        label.outcome = row.life->outcome;
        if (row.life->isAlive() && m_view.cancelButtons == CancelButtons::AllLive) {
            label.cancelButton = m_view.cancelRect(m_layout, index);
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
         // Of no interest by itself, or not there yet.
         .role = row.life == nullptr || m_layout.shownAnyway() == row.task ? TextRole::Dim
                                                                           : TextRole::Normal,
         .suffix = suffix});
}

void RowGeometry::addBars(const RowPlace &row)
{
    const trace::SpanList &spans = row.life->spans;
    const TimeScale &scale = m_view.scale;
    double cursor = m_left; // nothing is drawn twice
    for (auto [at, last] = m_model.spansIn(row.task, scale.visible()); at < last;) {
        const Span &span = spans[at];
        const Timestamp end = span.isOpen() ? std::max(m_view.now, span.begin) : span.end;
        Stretch stretch{std::round(scale.xOf(span.begin)), std::round(scale.xOf(end))};
        stretch.left = std::max(stretch.begin, cursor);
        stretch.right = std::min(stretch.end, m_right);
        if (stretch.left >= m_right) {
            break;
        }
        if (double(end - span.begin) >= scale.nsPerPixel() * m_column) {
            if (stretch.right > stretch.left) {
                addBar(row, span, stretch);
                cursor = stretch.right;
            }
            ++at;
        } else {
            const double column = std::max(std::floor(scale.xOf(span.begin)), cursor);
            if (column >= m_right) {
                break;
            }
            at = addFolded(row, at, column);
            cursor = column + m_column;
        }
    }
}

QRectF RowGeometry::barRect(const RowPlace &row, TaskState state, double left, double right) const
{
    const auto [offset, height] = m_extents[std::size_t(state)];
    const double top = std::max(row.top + offset, m_geometry.rowsRect.top());
    const double bottom = std::min(row.top + offset + height, m_geometry.rowsRect.bottom());
    return {left, top, right - left, std::max(bottom - top, 0.0)};
}

void RowGeometry::addBar(const RowPlace &row, const Span &span, const Stretch &stretch)
{
    const QRectF rect = barRect(row, span.state, stretch.left, stretch.right);
    if (rect.isEmpty()) {
        return;
    }
    Bar bar;
    bar.rect = rect;
    bar.state = span.state;
    const auto [begin, end, left, right] = stretch;
    // Near by, since far away (a ns can be 20 px wide) a double does not tell px apart.
    bar.origin = begin < left ? left - std::fmod(left - begin, Bar::patternPeriod) : left;
    const auto [offset, height] = m_extents[std::size_t(span.state)];
    bar.cutBottom = row.top + offset + height - rect.bottom();
    bar.isFolded = m_view.rowHeight() < leastForPattern;
    bar.isBracket = m_view.isRoomy() && analysis::gatherOf(row.task, span).has_value();
    bar.beginsHere = begin >= m_left;
    bar.endsHere = !span.isOpen() && end <= m_right;
    m_geometry.bars.push_back(bar);
}

// One column of px for all the spans that end in it. Returns the first span that is left.
std::size_t RowGeometry::addFolded(const RowPlace &row, std::size_t first, double left)
{
    const Timestamp columnEnd = m_view.scale.timeFrom(left + m_column);
    const std::size_t after =
        std::max(m_model.firstEndingAfter(row.task, first, columnEnd), first + 1);
    const TaskState state = m_model.dominant(row.task, {first, after}, m_view.now);
    const double width = std::min(m_column, m_right - left);
    const QRectF rect = barRect(row, state, left, left + width);
    if (rect.isEmpty()) {
        return after;
    }
    if (m_geometry.bars.size() > row.firstBar) {
        Bar &before = m_geometry.bars.back();
        if (before.isFolded && before.state == state && before.rect.right() == left) {
            before.rect.setRight(left + width);
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

void RowGeometry::addDurations(const RowPlace &row)
{
    for (std::size_t at = row.firstBar; at < m_geometry.bars.size(); ++at) {
        const Bar &bar = m_geometry.bars[at];
        if (bar.state == TaskState::Working && !bar.isFolded && bar.rect.height() == barHeight) {
            addDuration(row, bar);
        }
    }
}

// At the left of its bar, but clear of caps and marks.
void RowGeometry::addDuration(const RowPlace &row, const Bar &bar)
{
    constexpr double shortest = 4 * monoCharacterWidth; // px: `1 ns`
    double left = bar.rect.left() + labelPadding;
    const double cap = capX(m_view, *row.life).value_or(m_right + 1000) - Cap::radius;
    double right = std::min(bar.rect.right(), cap) - 2;
    for (std::size_t at = row.firstMark; at < m_geometry.marks.size(); ++at) {
        const double x = m_geometry.marks[at].top.x();
        if (x <= left + 2) {
            left = std::max(left, x + markWidth + 4);
        } else {
            right = std::min(right, x - markWidth);
        }
    }
    if (right - left < shortest) {
        return;
    }
    const auto &spans = row.life->spans;
    const Timestamp middle = m_view.scale.timeAt(bar.rect.center().x());
    const Span &span = spans[m_model.firstEndingAfter(row.task, 0, middle)];
    const QString text = formatDuration((span.isOpen() ? m_view.now : span.end) - span.begin);
    if (double(text.size()) * monoCharacterWidth <= right - left) {
        m_geometry.barLabels.push_back(
            {.rect = QRectF(left, bar.rect.top(), right - left, barHeight),
             .text = text,
             .role = TextRole::OnBar,
             .state = bar.state});
    }
}

} // namespace awaitscope::timeline
