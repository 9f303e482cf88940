// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QSlider;

namespace awaitscope::widgets {

/// Chooses how fast virtual time goes: 0.1x to 100x, and as fast as it can.
class SpeedControl final : public QWidget
{
    Q_OBJECT

public:
    explicit SpeedControl(QWidget *parent = nullptr);

    /// Virtual seconds a second; infinity at the right end.
    [[nodiscard]] double speed() const;
    /// Shows the nearest of the choices.
    void setSpeed(double speed);
    /// `1.0×`, `max`
    [[nodiscard]] static QString textOf(double speed);

Q_SIGNALS:
    void speedChosen(double speed);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QSlider *m_slider;
    QLabel *m_text;
};

} // namespace awaitscope::widgets
