// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/picturelayout.h"

#include <QImage>
#include <QScrollArea>

class QLabel;

namespace awaitscope::exporting {

/// A small look at a picture, as wide as there is room: no larger than it is, the rest to scroll.
class PicturePreview final : public QScrollArea
{
    Q_OBJECT

public:
    explicit PicturePreview(QWidget *parent = nullptr);

    void setPicture(const PictureLayout &layout);
    /// Shows nothing.
    void clear();

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showImage();

    QLabel *m_label;
    std::optional<PictureLayout> m_layout;
};

} // namespace awaitscope::exporting
