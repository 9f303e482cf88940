// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/scenario/parser.h"

#include <QWidget>

class QDoubleSpinBox;
class QFormLayout;
class QVBoxLayout;

namespace awaitscope::panels {

/// The parameters of a scenario as a form: a slider and a number for each.
class ParametersPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ParametersPanel(QWidget *parent = nullptr);

    /// Makes the form anew.
    void setParameters(const std::vector<scenario::Parameter> &parameters);
    /// Shows another value; tells nobody.
    void showValue(const QByteArray &parameter, double value);

Q_SIGNALS:
    /// The user chose another value.
    void valueChosen(const QByteArray &parameter, double value);

protected:
    /// Space means nothing in a number: it runs and pauses there as everywhere.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addParameter(const scenario::Parameter &parameter);

    QVBoxLayout *m_layout;
    std::map<QByteArray, QDoubleSpinBox *> m_fields;
};

} // namespace awaitscope::panels
