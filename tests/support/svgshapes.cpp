// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/svgshapes.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

namespace awaitscope::tests {

namespace {

    [[nodiscard]] double number(const QXmlStreamAttributes &attributes, const char *name)
    {
        return attributes.value(QLatin1String(name)).toDouble();
    }

    [[nodiscard]] QColor fillOf(const QXmlStreamAttributes &attributes)
    {
        const auto fill = attributes.value(QLatin1String("fill"));
        return fill == QLatin1String("none") ? QColor() : QColor(fill.toString());
    }

    void addCorners(const QString &path, std::vector<QPointF> &corners)
    {
        static const QRegularExpression pair(QStringLiteral("(-?[0-9.]+),(-?[0-9.]+)"));
        for (auto match = pair.globalMatch(path); match.hasNext();) {
            const QRegularExpressionMatch point = match.next();
            corners.emplace_back(point.captured(1).toDouble(), point.captured(2).toDouble());
        }
    }

    void addShape(QXmlStreamReader &xml, const QColor &fill, SvgShapes &shapes)
    {
        const QXmlStreamAttributes at = xml.attributes();
        const auto name = xml.name();
        if (name == QLatin1String("rect")) {
            shapes.rects.push_back({QRectF(number(at, "x"), number(at, "y"), number(at, "width"),
                                           number(at, "height")),
                                    fill});
        } else if (name == QLatin1String("circle")) {
            shapes.circles.push_back(
                {QPointF(number(at, "cx"), number(at, "cy")), number(at, "r"), fill});
        } else if (name == QLatin1String("path") || name == QLatin1String("polyline")) {
            const char *const points = name == QLatin1String("path") ? "d" : "points";
            addCorners(at.value(QLatin1String(points)).toString(), shapes.corners);
        } else if (name == QLatin1String("text")) {
            shapes.texts.push_back({QPointF(number(at, "x"), number(at, "y")),
                                    {},
                                    fillOf(at),
                                    at.value(QLatin1String("font-family")).toString()});
            shapes.texts.back().text = xml.readElementText();
        }
    }

} // namespace

SvgShapes readSvg(const QByteArray &svg)
{
    SvgShapes shapes;
    std::vector<QColor> fills; // of the open groups
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        const bool isGroup = xml.name() == QLatin1String("g");
        if (token == QXmlStreamReader::EndElement && isGroup) {
            fills.pop_back();
        }
        if (token != QXmlStreamReader::StartElement) {
            continue;
        }
        const QXmlStreamAttributes at = xml.attributes();
        if (isGroup) {
            const auto transform = at.value(QLatin1String("transform"));
            shapes.isTransformed |=
                !transform.isEmpty() && transform != QLatin1String("matrix(1,0,0,1,0,0)");
            fills.push_back(fillOf(at));
        } else if (xml.name() == QLatin1String("svg")) {
            shapes.size = QSizeF(number(at, "width"), number(at, "height"));
            const auto box = at.value(QLatin1String("viewBox")).toString().split(QLatin1Char(' '));
            shapes.viewBox = QSizeF(box.value(2).toDouble(), box.value(3).toDouble());
        } else if (xml.name() == QLatin1String("title")) {
            shapes.title = xml.readElementText();
        } else if (xml.name() == QLatin1String("desc")) {
            shapes.description = xml.readElementText();
        } else {
            addShape(xml, fills.empty() ? QColor() : fills.back(), shapes);
        }
    }
    shapes.error = xml.errorString();
    return shapes;
}

} // namespace awaitscope::tests
