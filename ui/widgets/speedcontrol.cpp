// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/speedcontrol.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSlider>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace awaitscope::widgets {

namespace {

    constexpr std::array speeds{0.1,
                                0.2,
                                0.5,
                                1.0,
                                2.0,
                                5.0,
                                10.0,
                                20.0,
                                50.0,
                                100.0,
                                std::numeric_limits<double>::infinity()};

} // namespace

SpeedControl::SpeedControl(QWidget *parent)
    : QWidget(parent), m_slider(new QSlider(Qt::Horizontal)), m_text(new QLabel)
{
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(new QLabel(tr("Speed")));
    layout->addWidget(m_slider);
    layout->addWidget(m_text);
    m_slider->setRange(0, int(speeds.size()) - 1);
    m_slider->setPageStep(1);
    m_slider->setFixedWidth(120);
    m_slider->setAccessibleName(tr("Speed"));
    m_slider->setToolTip(tr("How fast virtual time goes; the log is the same at every speed"));
    m_text->setMinimumWidth(m_text->fontMetrics().horizontalAdvance(QStringLiteral("0000.0×")));
    m_slider->setFocusPolicy(Qt::TabFocus); // a click leaves the keys to the timeline
    m_slider->installEventFilter(this);
    setFocusProxy(m_slider);
    setSpeed(1.0);
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        m_text->setText(textOf(speed()));
        Q_EMIT speedChosen(speed());
    });
}

// With the focus, the slider has its own keys, which the window uses otherwise.
bool SpeedControl::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Home || key == Qt::Key_End) {
            event->accept();
        }
    }
    return QWidget::eventFilter(watched, event);
}

double SpeedControl::speed() const
{
    return speeds[std::size_t(m_slider->value())];
}

void SpeedControl::setSpeed(double speed)
{
    const auto farness = [speed](double choice) {
        return std::isinf(speed) || std::isinf(choice) ? (speed == choice ? 0.0 : 1e9)
                                                       : std::abs(std::log(choice / speed));
    };
    const auto nearest = std::ranges::min_element(speeds, {}, farness);
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(int(nearest - speeds.begin()));
    m_text->setText(textOf(*nearest));
}

QString SpeedControl::textOf(double speed)
{
    return std::isinf(speed) ? tr("max") : QString::number(speed, 'f', 1) + QStringLiteral("×");
}

} // namespace awaitscope::widgets
