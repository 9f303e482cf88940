// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/labelpainter.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace awaitscope::timeline {

namespace {

    [[nodiscard]] QFont font(const QStringList &families, int pixelSize, QFont::Weight weight)
    {
        QFont font;
        font.setFamilies(families);
        font.setPixelSize(pixelSize);
        font.setWeight(weight);
        return font;
    }

    [[nodiscard]] QFont sans(int pixelSize, QFont::Weight weight)
    {
        return font(
            {QStringLiteral("Inter"), QStringLiteral("DejaVu Sans"), QStringLiteral("sans-serif")},
            pixelSize, weight);
    }

    [[nodiscard]] QFont fixed(int pixelSize)
    {
        QFont number = font({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Liberation Mono"),
                             QStringLiteral("monospace")},
                            pixelSize, QFont::Normal);
        number.setStyleHint(QFont::Monospace);
        return number;
    }

    [[nodiscard]] const QColor &colourOf(const Label &label, const Theme &theme)
    {
        switch (label.role) {
        case TextRole::Normal:
        case TextRole::Strong:
        case TextRole::Title:
            return theme.text;
        case TextRole::Dim:
        case TextRole::Number:
            return theme.dimText;
        case TextRole::OnBar:
            return theme.forState(label.state).text;
        case TextRole::Deadline:
        case TextRole::TimedOut:
            return theme.deadlineText;
        case TextRole::Cancel:
            return theme.cancel;
        }
        Q_UNREACHABLE();
    }

} // namespace

double Face::baseOf(const QRectF &rect) const
{
    return std::round(rect.center().y() + m_metrics.capHeight() / 2);
}

Face::Shape &Face::shapeOf(const QString &text) const
{
    constexpr qsizetype many = 4096;
    if (const auto known = m_shapes.find(text); known != m_shapes.end()) {
        return *known;
    }
    if (m_shapes.size() >= many) {
        m_shapes.clear();
    }
    return *m_shapes.insert(text, {m_metrics.horizontalAdvance(text), {}});
}

double Face::widthOf(const QString &text) const
{
    return shapeOf(text).width;
}

void Face::draw(QPainter &painter, QPointF base, const QString &text) const
{
    // What other fonts may have to help with can be higher, and would stand lower.
    constexpr QChar lastOfLatin(0x24f);
    const bool isLatin =
        std::ranges::all_of(text, [](QChar letter) { return letter <= lastOfLatin; });
    // Vectors keep a text as text.
    if (!isLatin || painter.paintEngine()->type() != QPaintEngine::Raster) {
        painter.drawText(base, text);
        return;
    }
    Shape &shape = shapeOf(text);
    if (!std::exchange(shape.hasText, true)) {
        shape.text.setTextFormat(Qt::PlainText);
        shape.text.setText(text);
    }
    painter.drawStaticText(base - QPointF(0, m_metrics.ascent()), shape.text);
}

QString Face::fitted(const QString &text, double width) const
{
    // No character is wider than the font is high.
    const bool fits = double(text.size() * m_font.pixelSize()) <= width || widthOf(text) <= width;
    return fits ? text : m_metrics.elidedText(text, Qt::ElideRight, std::max(width, 0.0));
}

Fonts::Fonts()
    : normal(sans(12, QFont::Normal))
    , strong(sans(12, QFont::DemiBold))
    , title(sans(17, QFont::DemiBold))
    , number(fixed(11))
{ }

const Face &Fonts::forRole(TextRole role) const
{
    switch (role) {
    case TextRole::Normal:
    case TextRole::Dim:
    case TextRole::Deadline:
    case TextRole::Cancel:
        return normal;
    case TextRole::Strong:
        return strong;
    case TextRole::Title:
        return title;
    case TextRole::Number:
    case TextRole::OnBar:
    case TextRole::TimedOut:
        return number;
    }
    Q_UNREACHABLE();
}

void paintLabel(QPainter &painter, const Label &label, const Theme &theme, const Fonts &fonts)
{
    const Face &face = fonts.forRole(label.role);
    const double suffixWidth = label.suffix.isEmpty() ? 0 : face.widthOf(label.suffix);
    const double room = label.rect.width() - suffixWidth;
    const QString text = face.fitted(label.text, room);
    const double base = face.baseOf(label.rect);
    double x = label.rect.left() + (label.hasBacking && label.alignment == Qt::AlignLeft ? 5 : 0);
    painter.setFont(face.font());
    if (label.alignment != Qt::AlignLeft || suffixWidth > 0) {
        const double width = face.widthOf(text);
        if (label.alignment & Qt::AlignHCenter) {
            x += std::floor((room - width) / 2);
        } else if (label.alignment & Qt::AlignRight) {
            x += room - width;
        }
        if (suffixWidth > 0) {
            painter.setPen(theme.dimText);
            face.draw(painter, QPointF(x + width, base), label.suffix);
        }
    }
    painter.setPen(colourOf(label, theme));
    face.draw(painter, QPointF(x, base), text);
}

void paintLabels(QPainter &painter, const std::vector<Label> &labels, const Theme &theme,
                 const Fonts &fonts)
{
    for (const Label &label : labels) {
        paintLabel(painter, label, theme, fonts);
    }
}

void paintLetGo(QPainter &painter, const Label &label, const Theme &theme, const Fonts &fonts)
{
    constexpr double lineHeight = 24;
    constexpr double margin = 8;
    painter.fillRect(label.rect, theme.veil);
    painter.fillRect(QRectF(label.rect.right() - 1, label.rect.top(), 1, label.rect.height()),
                     theme.dimText);
    Label text = label;
    text.rect = label.rect.adjusted(margin, 0, -margin, 0);
    text.rect.setHeight(lineHeight);
    if (text.rect.width() >= fonts.forRole(label.role).widthOf(text.text)) {
        paintLabel(painter, text, theme, fonts);
    }
}

} // namespace awaitscope::timeline
