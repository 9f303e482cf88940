// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace awaitscope::widgets {

/// What keys and mouse do, over the middle of its parent; any key or click puts it away.
class KeysOverlay final : public QFrame
{
    Q_OBJECT

public:
    explicit KeysOverlay(QWidget *parent);

    /// Comes, or goes.
    void toggle();

    /// As shown, for a reader without eyes.
    [[nodiscard]] QString text() const;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QLabel *m_text;
};

} // namespace awaitscope::widgets
