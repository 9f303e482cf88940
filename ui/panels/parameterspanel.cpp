// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parameterspanel.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace awaitscope::panels {

namespace {

    constexpr int sliderSteps = 1000; // of a parameter without step
    constexpr int mostSliderSteps = 10000;

    /// The step of the controls: the declared one, or one that suits the range.
    [[nodiscard]] double stepOf(const scenario::Parameter &parameter)
    {
        if (parameter.step) {
            return *parameter.step;
        }
        const double range = parameter.max - parameter.min;
        return range > 0 ? std::pow(10.0, std::floor(std::log10(range / 100))) : 1;
    }

    [[nodiscard]] int decimalsOf(double step)
    {
        int decimals = 0;
        for (double scaled = step; decimals < 6 && std::abs(scaled - std::round(scaled)) > 1e-9;
             scaled *= 10) {
            ++decimals;
        }
        return decimals;
    }

} // namespace

ParametersPanel::ParametersPanel(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(10);
}

void ParametersPanel::setParameters(const std::vector<scenario::Parameter> &parameters)
{
    m_fields.clear();
    while (QLayoutItem *const item = m_layout->takeAt(0)) {
        if (QWidget *const widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    for (const scenario::Parameter &parameter : parameters) {
        addParameter(parameter);
    }
}

void ParametersPanel::addParameter(const scenario::Parameter &parameter)
{
    auto *const row = new QWidget;
    auto *const layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto *const head = new QHBoxLayout;
    const QString name =
        parameter.label.isEmpty() ? QString::fromUtf8(parameter.name) : parameter.label;
    auto *const label = new QLabel(name);
    label->setWordWrap(true);
    auto *const field = new QDoubleSpinBox;
    const double step = stepOf(parameter);
    field->setRange(parameter.min, parameter.max);
    field->setDecimals(decimalsOf(step));
    field->setSingleStep(step);
    field->setValue(parameter.value);
    field->setSuffix(parameter.unit.isEmpty() ? QString() : QLatin1Char(' ') + parameter.unit);
    field->setKeyboardTracking(false);
    field->setFixedWidth(86);
    field->installEventFilter(this);
    field->setAccessibleName(name);
    field->setObjectName(QString::fromUtf8(parameter.name));
    label->setBuddy(field);
    if (parameter.live) {
        label->setText(name + QStringLiteral("  <small>%1</small>").arg(tr("live")));
        field->setToolTip(tr("Changes the run that is on screen"));
    } else {
        field->setToolTip(tr("Starts a new run"));
    }
    head->addWidget(label, 1);
    head->addWidget(field);
    layout->addLayout(head);

    auto *const slider = new QSlider(Qt::Horizontal);
    const double range = parameter.max - parameter.min;
    const int steps =
        range > 0 ? std::clamp(int(std::lround(range / step)), 1, mostSliderSteps) : sliderSteps;
    const auto place = [=](double value) {
        return range > 0 ? int(std::lround((value - parameter.min) / range * steps)) : 0;
    };
    slider->setRange(0, steps);
    slider->setValue(place(parameter.value));
    slider->setAccessibleName(name);
    layout->addWidget(slider);
    connect(slider, &QSlider::valueChanged, field, [=](int value) {
        if (place(field->value()) != value) {
            field->setValue(parameter.min + range * value / steps);
        }
    });
    connect(field, &QDoubleSpinBox::valueChanged, this, [=, this](double value) {
        const QSignalBlocker blocker(slider);
        slider->setValue(place(value));
        Q_EMIT valueChosen(parameter.name, value);
    });
    m_fields.emplace(parameter.name, field);
    m_layout->addWidget(row);
}

bool ParametersPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ParametersPanel::showValue(const QByteArray &parameter, double value)
{
    if (const auto field = m_fields.find(parameter); field != m_fields.end()) {
        const QSignalBlocker blocker(this);
        field->second->setValue(value);
    }
}

} // namespace awaitscope::panels
