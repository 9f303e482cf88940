// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/labelpainter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

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

Fonts::Fonts()
{
    const QStringList sans{QStringLiteral("Inter"), QStringLiteral("DejaVu Sans"),
                           QStringLiteral("sans-serif")};
    const QStringList mono{QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Liberation Mono"),
                           QStringLiteral("monospace")};
    normal = font(sans, 12, QFont::Normal);
    strong = font(sans, 12, QFont::DemiBold);
    title = font(sans, 17, QFont::DemiBold);
    number = font(mono, 11, QFont::Normal);
    number.setStyleHint(QFont::Monospace);
}

const QFont &Fonts::forRole(TextRole role) const
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
    const QFont &font = fonts.forRole(label.role);
    const QFontMetricsF metrics(font);
    const double suffixWidth = label.suffix.isEmpty() ? 0 : metrics.horizontalAdvance(label.suffix);
    const double room = label.rect.width() - suffixWidth;
    // No character is wider than the font is high; to measure takes as long as to draw.
    const bool fits = double(label.text.size() * font.pixelSize()) <= room;
    const QString text =
        fits ? label.text : metrics.elidedText(label.text, Qt::ElideRight, std::max(room, 0.0));
    double x = label.rect.left() + (label.hasBacking && label.alignment == Qt::AlignLeft ? 5 : 0);
    if (label.alignment != Qt::AlignLeft || suffixWidth > 0) {
        const double width = metrics.horizontalAdvance(text);
        if (label.alignment & Qt::AlignHCenter) {
            x += std::floor((room - width) / 2);
        } else if (label.alignment & Qt::AlignRight) {
            x += room - width;
        }
        if (suffixWidth > 0) {
            const double middle = label.rect.center().y();
            const double base = std::round(middle + metrics.capHeight() / 2);
            painter.setFont(font);
            painter.setPen(theme.dimText);
            painter.drawText(QPointF(x + width, base), label.suffix);
        }
    }
    // Upright in the middle by the height of its capitals, on a whole px.
    const double base = std::round(label.rect.center().y() + metrics.capHeight() / 2);
    painter.setFont(font);
    painter.setPen(colourOf(label, theme));
    painter.drawText(QPointF(x, base), text);
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
    if (text.rect.width()
        >= QFontMetricsF(fonts.forRole(label.role)).horizontalAdvance(text.text)) {
        paintLabel(painter, text, theme, fonts);
    }
}

} // namespace awaitscope::timeline
