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

    constexpr double labelPadding = 5; // px between the edge of a bar and its text

} // namespace

std::pair<double, double> barExtent(TaskState state) noexcept
{
    switch (state) {
    case TaskState::Awaiting:
        return {10, 4};
    case TaskState::Ready:
        return {11, 2};
    default:
        return {barTop, barHeight};
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
{ }

void RowGeometry::add(int index)
{
    const QRectF rect = m_view.rowRect(m_layout, index);
    RowPlace row;
    row.task = m_layout.taskAt(index);
    row.top = rect.top();
    row.firstBar = m_geometry.bars.size();
    row.firstMark = m_geometry.marks.size();
    m_geometry.rows.push_back({rect & m_geometry.rowsRect});
    if (m_model.isKnown(row.task)) {
        row.life = &m_model.life(row.task);
        addBars(row);
        RowMarks(m_model, m_view, m_geometry).add(row);
        addDurations(row);
    }
    addLabel(row, index);
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
         .role = m_layout.shownAnyway() == row.task ? TextRole::Dim : TextRole::Normal,
         .suffix = suffix});
}

void RowGeometry::addBars(const RowPlace &row)
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

void RowGeometry::addBar(const RowPlace &row, const Span &span, double left, double right)
{
    const auto [offset, height] = barExtent(span.state);
    const QRectF rect = QRectF(left, row.top + offset, right - left, height) & m_geometry.rowsRect;
    if (rect.isEmpty()) {
        return;
    }
    Bar bar;
    bar.rect = rect;
    bar.state = span.state;
    const double begin = std::round(m_view.scale.xOf(span.begin));
    // Near by, since far away (a ns can be 20 px wide) a double does not tell px apart.
    bar.origin = begin < left ? left - std::fmod(left - begin, Bar::patternPeriod) : left;
    bar.cutBottom = row.top + offset + height - rect.bottom();
    bar.isBracket = analysis::gatherOf(row.task, span).has_value();
    bar.beginsHere = begin >= m_left;
    bar.endsHere = !span.isOpen() && std::round(m_view.scale.xOf(span.end)) <= m_right;
    m_geometry.bars.push_back(bar);
}

// One column of px for all the spans that end in it. Returns the first span that is left.
std::size_t RowGeometry::addFolded(const RowPlace &row, std::size_t first, double left)
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
