// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exportchoices.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QHBoxLayout;
class QSpinBox;

namespace awaitscope::exporting {

/// The choices of a picture as a form.
class ExportForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ExportForm(const ExportChoices &choices, QWidget *parent = nullptr);

    [[nodiscard]] const ExportChoices &choices() const noexcept { return m_choices; }

    /// Shows what the choices mean for the run as it stands now.
    void show(const ShownRun &shown);

Q_SIGNALS:
    /// By the user.
    void changed();

private:
    void addContents();
    void addLook();
    QComboBox *addCombo(const QString &label, const QStringList &items, const char *name);
    QCheckBox *addCheck(const QString &text, const char *name);
    void fill();
    void read();
    void enable();

    ExportChoices m_choices;
    QFormLayout *m_form;
    QComboBox *m_format = nullptr;
    QComboBox *m_time = nullptr;
    QHBoxLayout *m_range = nullptr;
    QDoubleSpinBox *m_from = nullptr;
    QDoubleSpinBox *m_to = nullptr;
    QComboBox *m_rows = nullptr;
    QSpinBox *m_rowCount = nullptr;
    QComboBox *m_theme = nullptr;
    QSpinBox *m_width = nullptr;
    QComboBox *m_scale = nullptr;
    QCheckBox *m_header = nullptr;
    QCheckBox *m_legend = nullptr;
    QCheckBox *m_selection = nullptr;
    QCheckBox *m_run = nullptr;
    bool m_isFilling = false; // by the program, not by the user
};

} // namespace awaitscope::exporting
