// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picturepreview.h"

#include <QLabel>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace awaitscope::exporting {

namespace {

    /// The squares that stand for what is transparent.
    void fillChequered(QPainter &painter, const QSize &size, const timeline::Theme &theme)
    {
        constexpr int side = 8; // px
        painter.fillRect(QRect(QPoint(), size), theme.row);
        for (int y = 0; y < size.height(); y += side) {
            for (int x = (y / side) % 2 * side; x < size.width(); x += 2 * side) {
                painter.fillRect(x, y, side, side, theme.raised);
            }
        }
    }

} // namespace

PicturePreview::PicturePreview(QWidget *parent) : QScrollArea(parent), m_label(new QLabel)
{
    m_label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    setWidget(m_label);
    setWidgetResizable(true);
    viewport()->setBackgroundRole(QPalette::Button);
    setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Preview"));
}

QSize PicturePreview::sizeHint() const
{
    return {640, 440};
}

void PicturePreview::setPicture(const PictureLayout &layout)
{
    m_layout = layout;
    showImage();
}

void PicturePreview::clear()
{
    m_layout.reset();
    m_label->clear();
}

void PicturePreview::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    showImage();
}

void PicturePreview::showImage()
{
    if (!m_layout) {
        return;
    }
    const double ratio = devicePixelRatioF();
    const QSizeF &whole = m_layout->size;
    // Room for the bar is left whether it is there or not: otherwise it would come and go.
    const int room = contentsRect().width() - verticalScrollBar()->sizeHint().width();
    const double width = std::min(double(room), whole.width());
    const QSize target = (whole * (width * ratio / whole.width())).toSize();
    // Thin lines look best when they are painted as they are and made smaller afterwards; of a wide
    // picture twice the width is enough for that.
    const double scale = std::min(1.0, 2.0 * target.width() / whole.width());
    QImage image((whole * scale).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    fillChequered(painter, image.size(), m_layout->theme);
    painter.scale(scale, scale);
    paintPicture(painter, *m_layout);
    painter.end();
    QPixmap pixmap =
        QPixmap::fromImage(image.scaled(target, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(ratio);
    m_label->setPixmap(pixmap);
}

} // namespace awaitscope::exporting
