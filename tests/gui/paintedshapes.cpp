// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/paintedshapes.h"

#include "ui/timeline/timescale.h"
#include "ui/timeline/tracklayout.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace awaitscope::tests {

using timeline::Bar;
using timeline::Cap;
using timeline::Geometry;
using timeline::MarkShape;

namespace {

    constexpr double noticeable = 40; // px: what ends within a shorter bar may cover it

    /// The width of a bar that texts beside marks do not cover.
    [[nodiscard]] double uncovered(const Bar &bar, const Geometry &geometry)
    {
        double width = bar.rect.width();
        for (const timeline::Label &label : geometry.barLabels) {
            if (label.hasBacking) {
                width -= (label.rect & bar.rect).width();
            }
        }
        return width;
    }

    [[nodiscard]] QRectF rectOf(const Cap &cap)
    {
        return {cap.centre - QPointF(Cap::radius, Cap::radius),
                QSizeF(2 * Cap::radius, 2 * Cap::radius)};
    }

    [[nodiscard]] auto orderOf(const TimedShape &shape)
    {
        return std::tuple(shape.row, shape.what, std::round(shape.begin / 10), shape.kind);
    }

} // namespace

bool hasColour(const QImage &image, const QRectF &part, const QColor &colour)
{
    const QRect rect = part.toAlignedRect() & image.rect();
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        for (int x = rect.left(); x <= rect.right(); ++x) {
            if (image.pixel(x, y) == colour.rgb()) {
                return true;
            }
        }
    }
    return false;
}

QString missingShape(const QImage &image, const Geometry &geometry, const timeline::Theme &theme,
                     int scale)
{
    const auto isThere = [&](const QRectF &rect, const QColor &colour) {
        return hasColour(image, {rect.topLeft() * scale, rect.size() * scale}, colour);
    };
    const auto named = [](const char *what, int kind, const QPointF &place) {
        return QStringLiteral("%1 of kind %2 at %3, %4")
            .arg(QLatin1String(what))
            .arg(kind)
            .arg(place.x())
            .arg(place.y());
    };
    for (const Cap &cap : geometry.caps) {
        if (!isThere(rectOf(cap), theme.forOutcome(cap.outcome).fill)) {
            return named("cap", int(cap.outcome), cap.centre);
        }
    }
    for (const Bar &bar : geometry.bars) {
        if (uncovered(bar, geometry) > noticeable
            && !isThere(bar.rect, theme.forState(bar.state).fill)) {
            return named("bar", int(bar.state), bar.rect.center());
        }
    }
    if (!isThere(geometry.rowsRect, theme.row)) {
        return named("background", 0, geometry.rowsRect.center());
    }
    return {};
}

QString TimedShape::text() const
{
    return QStringLiteral("row %1, what %2, kind %3, from %4 ms to %5 ms")
        .arg(row)
        .arg(int(what))
        .arg(kind)
        .arg(begin)
        .arg(end);
}

std::vector<TimedShape> timedShapes(const Geometry &geometry, const timeline::TimeScale &scale)
{
    std::vector<TimedShape> shapes;
    const auto add = [&](double y, TimedShape::What what, int kind, double left, double right) {
        const double row = (y - geometry.rowsRect.top()) / timeline::TrackLayout::rowHeight;
        shapes.push_back({int(std::floor(row)), what, kind, double(scale.timeAt(left)) / 1e6,
                          double(scale.timeAt(right)) / 1e6});
    };
    for (const Bar &bar : geometry.bars) {
        add(bar.rect.center().y(),
            bar.isBracket ? TimedShape::What::Bracket : TimedShape::What::Bar, int(bar.state),
            bar.rect.left(), bar.rect.right());
    }
    for (const Cap &cap : geometry.caps) {
        add(cap.centre.y(), TimedShape::What::Cap, int(cap.outcome), cap.centre.x(),
            cap.centre.x());
    }
    for (const MarkShape &mark : geometry.marks) {
        add(mark.top.y(), TimedShape::What::Mark, int(mark.kind), mark.top.x(), mark.top.x());
    }
    std::ranges::sort(shapes, {}, orderOf);
    return shapes;
}

QString firstDifference(const std::vector<TimedShape> &shapes,
                        const std::vector<TimedShape> &expected, double tolerance)
{
    for (std::size_t i = 0; i < std::max(shapes.size(), expected.size()); ++i) {
        const QString none = QStringLiteral("nothing");
        const QString found = i < shapes.size() ? shapes[i].text() : none;
        const QString wanted = i < expected.size() ? expected[i].text() : none;
        const auto isNear = [&](const TimedShape &a, const TimedShape &b) {
            return a.row == b.row && a.what == b.what && a.kind == b.kind
                && std::abs(a.begin - b.begin) <= tolerance && std::abs(a.end - b.end) <= tolerance;
        };
        if (i >= shapes.size() || i >= expected.size() || !isNear(shapes[i], expected[i])) {
            return QStringLiteral("expected %1, found %2").arg(wanted, found);
        }
    }
    return {};
}

} // namespace awaitscope::tests
