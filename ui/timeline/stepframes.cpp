// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/stepframes.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using trace::Span;
using trace::TaskId;
using trace::Timestamp;

namespace {

    constexpr double margin = 2; // px above and below, to the edges of the row
    constexpr double lineWidth = 2;
    constexpr std::size_t mostAsked = 64; // of the spans in one column of px

    /// Finds the frames of one row after the other.
    class FrameFinder
    {
    public:
        FrameFinder(const TimelineModel &model, const View &view, const StepRange &steps)
            : m_model(model), m_view(view), m_steps(steps)
        { }

        void add(TaskId task, const QRectF &row, const QRectF &rows)
        {
            if (!m_model.isKnown(task)) {
                return;
            }
            m_band = row.adjusted(0, margin, 0, -margin) & rows;
            m_isFirst = true;
            const auto [first, last] = m_model.spansIn(task, m_view.scale.visible());
            for (std::size_t at = first; at < last;) {
                at = addSpans(task, at);
            }
        }

        [[nodiscard]] std::vector<QRectF> take() { return std::move(m_frames); }

    private:
        /// One span, or all that end in the same column. Returns the first that is left.
        [[nodiscard]] std::size_t addSpans(TaskId task, std::size_t at)
        {
            const trace::SpanList &spans = m_model.life(task).spans;
            const TimeScale &scale = m_view.scale;
            const Span &span = spans[at];
            const Timestamp end = span.isOpen() ? std::max(m_view.now, span.begin) : span.end;
            if (end == span.begin) {
                return at + 1; // it begins now
            }
            if (double(end - span.begin) >= scale.nsPerPixel()) {
                if (m_steps.contains(span.step)) {
                    addFrame(std::round(scale.xOf(span.begin)), std::round(scale.xOf(end)));
                }
                return at + 1;
            }
            const double column = std::floor(scale.xOf(span.begin));
            const std::size_t after =
                std::max(m_model.firstEndingAfter(task, at, scale.timeFrom(column + 1)), at + 1);
            const auto first = spans.begin() + std::ptrdiff_t(at);
            const auto last = first + std::ptrdiff_t(std::min(after - at, mostAsked));
            if (std::any_of(first, last,
                            [&](const Span &one) { return m_steps.contains(one.step); })) {
                addFrame(column, column + 1);
            }
            return after;
        }

        void addFrame(double left, double right)
        {
            left = std::max(left, m_view.timeLeft());
            right = std::min(right, m_view.viewport.right());
            if (right <= left || m_band.isEmpty()) {
                return;
            }
            // A frame has to have an inside.
            if (!m_isFirst && left - m_frames.back().right() <= 2 * lineWidth) {
                m_frames.back().setRight(right);
                return;
            }
            m_frames.emplace_back(left, m_band.top(), right - left, m_band.height());
            m_isFirst = false;
        }

        const TimelineModel &m_model;
        const View &m_view;
        StepRange m_steps;
        QRectF m_band; // of the row
        bool m_isFirst = true; // in the row
        std::vector<QRectF> m_frames;
    };

} // namespace

std::vector<QRectF> stepFrames(const TimelineModel &model, const TrackLayout &layout,
                               const View &view, const StepRange &steps)
{
    if (!view.isRoomy()) {
        return {};
    }
    FrameFinder finder(model, view, steps);
    const QRectF rows = view.rowsRect(layout);
    const auto [first, last] = view.visibleRows(layout);
    for (int row = first; row < last; ++row) {
        finder.add(layout.taskAt(row), view.rowRect(layout, row), rows);
    }
    return finder.take();
}

void paintStepFrames(QPainter &painter, const std::vector<QRectF> &frames, const Theme &theme)
{
    for (const QRectF &frame : frames) {
        const double width = std::min(lineWidth, frame.width() / 2);
        const QRectF inside = frame.adjusted(width, lineWidth, -width, -lineWidth);
        painter.fillRect(QRectF(frame.topLeft(), QPointF(frame.right(), inside.top())), theme.text);
        painter.fillRect(QRectF(QPointF(frame.left(), inside.bottom()), frame.bottomRight()),
                         theme.text);
        painter.fillRect(QRectF(frame.topLeft(), QPointF(inside.left(), frame.bottom())),
                         theme.text);
        painter.fillRect(QRectF(QPointF(inside.right(), frame.top()), frame.bottomRight()),
                         theme.text);
    }
}

} // namespace awaitscope::timeline
