// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/overlay.h"

#include "ui/timeline/arrowgeometry.h"
#include "ui/timeline/geometrybuilder.h"
#include "ui/timeline/otherrun.h"
#include "ui/timeline/rowgeometry.h"
#include "ui/timeline/timeformat.h"
#include "ui/timeline/trackgeometry.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using trace::TaskId;
using trace::Timestamp;

namespace {

    constexpr double thinnestGround = 2; // px of what points out a thin row

    /// Adds one kind of shape after the other to an overlay.
    class OverlayBuilder
    {
    public:
        OverlayBuilder(TimelineModel &model, const TrackLayout &layout, const View &view,
                       const Geometry &geometry, const Pointed &pointed)
            : m_model(model)
            , m_layout(layout)
            , m_view(view)
            , m_geometry(geometry)
            , m_pointed(pointed)
        { }

        Overlay build()
        {
            addRow(m_pointed.selected, RowShape::Kind::Selected);
            if (m_pointed.hovered != m_pointed.selected) {
                addRow(m_pointed.hovered, RowShape::Kind::Hovered);
            }
            addRange();
            addMatches();
            addDeadline();
            m_overlay.arrows = arrowShapes(m_pointed.links, m_layout, m_view, m_geometry.rowsRect);
            if (m_pointed.other != nullptr && m_view.isRoomy()) {
                addOtherRun(*m_pointed.other, m_model, m_layout, m_view, m_overlay);
            }
            addCursor();
            return std::move(m_overlay);
        }

    private:
        [[nodiscard]] bool isInTime(double x) const
        {
            return x >= m_view.timeLeft() && x <= m_view.viewport.right();
        }

        [[nodiscard]] bool isAlive(TaskId task) const
        {
            return m_model.isKnown(task) && m_model.life(task).isAlive();
        }

        void addRow(TaskId task, RowShape::Kind kind)
        {
            const int row = m_layout.rowOf(task);
            if (row < 0) {
                return;
            }
            QRectF rect = m_view.rowRect(m_layout, row);
            rect.setTop(std::floor(rect.top()));
            rect.setHeight(std::max(rect.height(), thinnestGround));
            rect &= m_geometry.rowsRect;
            if (rect.isEmpty()) {
                return;
            }
            m_overlay.rows.push_back({rect, kind});
            if (kind == RowShape::Kind::Selected && m_pointed.hasFocus) {
                m_overlay.focus = rect;
            }
            if (isAlive(task) && m_view.isRoomy()
                && m_view.cancelButtons == CancelButtons::AllLive) {
                const QRectF button = m_view.cancelRect(m_layout, row);
                m_overlay.cancelButtons.push_back(button);
                if (task == m_pointed.hotCancel) {
                    m_overlay.hotCancel = button;
                }
            }
        }

        void addRange()
        {
            if (!m_pointed.range) {
                return;
            }
            const double begin = std::round(m_view.scale.xOf(m_pointed.range->begin));
            const double end = std::round(m_view.scale.xOf(m_pointed.range->end));
            RangeShape range;
            range.left = std::max(begin, m_view.timeLeft());
            range.right = std::min(std::max(end, begin + 1), m_view.viewport.right());
            range.beginsHere = begin >= m_view.timeLeft();
            range.endsHere = end <= m_view.viewport.right();
            if (range.right <= range.left) {
                return;
            }
            m_overlay.range = range;
            addRulerLabel((range.left + range.right) / 2,
                          QStringLiteral("↔ ") + formatDuration(m_pointed.range->duration()));
        }

        // Centred at x, but within the time.
        void addRulerLabel(double x, const QString &text)
        {
            const double width = std::ceil(double(text.size() + 2) * sansCharacterWidth);
            const double left =
                std::clamp(std::round(x - width / 2), m_view.timeLeft(),
                           std::max(m_view.viewport.right() - width, m_view.timeLeft()));
            const QRectF &ruler = m_geometry.rulerRect;
            m_overlay.rulerLabels.push_back({.rect = QRectF(left, ruler.top() + 2, width, 16),
                                             .text = text,
                                             .alignment = Qt::AlignHCenter,
                                             .hasBacking = true});
        }

        void addMatches()
        {
            if (m_pointed.matches == nullptr || m_pointed.matches->empty()) {
                return;
            }
            if (!m_view.isRoomy()) {
                addThinMatches();
                return;
            }
            const auto [first, last] = m_view.visibleRows(m_layout);
            for (int row = first; row < last; ++row) {
                const TaskId task = m_layout.taskAt(row);
                if (!m_pointed.matches->contains(task)) {
                    continue;
                }
                const Label &name = m_geometry.sideLabels[std::size_t(row - first)];
                const double size = double(name.text.size() + name.suffix.size());
                const double width =
                    std::min(name.rect.width(), size * (sansCharacterWidth + 1) + 3);
                const QRectF rect(name.rect.left() - 4, name.rect.top() + 3, width + 4,
                                  name.rect.height() - 7);
                m_overlay.matches.push_back(
                    {rect & m_geometry.rowsRect, task == m_pointed.selected});
            }
        }

        // Beside the names, one for all that are in the same px.
        void addThinMatches()
        {
            std::vector<int> rows;
            const auto [first, last] = m_view.visibleRows(m_layout);
            if (int(m_pointed.matches->size()) < last - first) {
                for (const TaskId task : *m_pointed.matches) {
                    if (const int row = m_layout.rowOf(task); row >= first && row < last) {
                        rows.push_back(row);
                    }
                }
                std::ranges::sort(rows);
            } else {
                for (int row = first; row < last; ++row) {
                    if (m_pointed.matches->contains(m_layout.taskAt(row))) {
                        rows.push_back(row);
                    }
                }
            }
            for (const int row : rows) {
                const QRectF place = m_view.rowRect(m_layout, row);
                const QRectF rect(place.left() + 3, std::floor(place.top()), 5,
                                  std::max(std::floor(place.height()), thinnestGround));
                const bool isCurrent = m_layout.taskAt(row) == m_pointed.selected;
                auto &shown = m_overlay.matches;
                if (!isCurrent && !shown.empty() && shown.back().rect.bottom() > rect.top()) {
                    continue;
                }
                if (const QRectF inside = rect & m_geometry.rowsRect; !inside.isEmpty()) {
                    shown.push_back({inside, isCurrent});
                }
            }
        }

        // That of the selected task is strong, and named.
        void addDeadline()
        {
            const int row = m_layout.rowOf(m_pointed.selected);
            if (row < 0 || !m_view.isRoomy() || !isAlive(m_pointed.selected)) {
                return;
            }
            const Timestamp deadline = m_model.life(m_pointed.selected).deadline;
            const double x = std::round(m_view.scale.xOf(deadline));
            const QRectF line =
                m_view.rowRect(m_layout, row).adjusted(0, 1, 0, -1) & m_geometry.rowsRect;
            if (deadline < 0 || !isInTime(x) || line.isEmpty()) {
                return;
            }
            m_overlay.deadlines.push_back({x, line.top(), line.bottom(), true});
            const QString text = QCoreApplication::translate("awaitscope::timeline", "deadline");
            const double width = std::ceil(double(text.size()) * sansCharacterWidth) + 8;
            const QRectF rect(x + 5, line.top(), width, TrackLayout::rowHeight - 2);
            // Bars have what follows a deadline that has passed.
            if (deadline >= m_view.now && rect.right() <= m_view.viewport.right()) {
                m_overlay.barLabels.push_back(
                    {.rect = rect, .text = text, .role = TextRole::Deadline});
            }
        }

        void addCursor()
        {
            if (!m_pointed.cursor) {
                return;
            }
            const double x = std::round(m_view.scale.xOf(*m_pointed.cursor));
            if (!isInTime(x)) {
                return;
            }
            m_overlay.cursorX = x;
            if (!m_pointed.range) {
                addRulerLabel(x, formatMoment(*m_pointed.cursor));
            }
            if (*m_pointed.cursor >= 0 && *m_pointed.cursor <= m_view.now) {
                m_overlay.trackUses =
                    trackUses(m_model, m_layout, m_view, *m_pointed.cursor, TextRole::Normal);
            }
        }

        TimelineModel &m_model;
        const TrackLayout &m_layout;
        const View &m_view;
        const Geometry &m_geometry;
        const Pointed &m_pointed;
        Overlay m_overlay;
    };

} // namespace

Overlay buildOverlay(TimelineModel &model, const TrackLayout &layout, const View &view,
                     const Geometry &geometry, const Pointed &pointed)
{
    return OverlayBuilder(model, layout, view, geometry, pointed).build();
}

} // namespace awaitscope::timeline
