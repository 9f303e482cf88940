// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/geometry.h"

#include <QFont>
#include <QFontMetricsF>
#include <QHash>
#include <QStaticText>

class QPainter;

namespace awaitscope::timeline {

/// A font that remembers the shape of texts, which takes longer to find than to draw: most labels
/// of a frame were there in the one before.
class Face
{
public:
    explicit Face(const QFont &font) : m_font(font), m_metrics(font) { }

    [[nodiscard]] const QFont &font() const noexcept { return m_font; }

    /// Where a text stands whose capitals are in the middle of @p rect: on a whole px.
    [[nodiscard]] double baseOf(const QRectF &rect) const;
    /// px
    [[nodiscard]] double widthOf(const QString &text) const;
    /// What of it has room in @p width px.
    [[nodiscard]] QString fitted(const QString &text, double width) const;

    /// As QPainter::drawText(). Precondition: the painter has this font.
    void draw(QPainter &painter, QPointF base, const QString &text) const;

private:
    struct Shape
    {
        double width = 0; // px
        QStaticText text;
        bool hasText = false; // it was drawn
    };

    [[nodiscard]] Shape &shapeOf(const QString &text) const;

    QFont m_font;
    QFontMetricsF m_metrics;
    mutable QHash<QString, Shape> m_shapes;
};

/// The fonts of the timeline, in logical px.
struct Fonts
{
    Fonts();

    Face normal; ///< 12 px
    Face strong;
    Face title; ///< 17 px
    Face number; ///< 11 px, fixed width

    [[nodiscard]] const Face &forRole(TextRole role) const;
};

/// One label, without its backing.
void paintLabel(QPainter &painter, const Label &label, const Theme &theme, const Fonts &fonts);
void paintLabels(QPainter &painter, const std::vector<Label> &labels, const Theme &theme,
                 const Fonts &fonts);
/// A veil where @p label is, and at the end of it what it says, if there is room.
void paintLetGo(QPainter &painter, const Label &label, const Theme &theme, const Fonts &fonts);

} // namespace awaitscope::timeline
