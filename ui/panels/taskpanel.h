// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/selectioncontroller.h"
#include "ui/timeline/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace awaitscope::models {
class TraceModel;
}

namespace awaitscope::panels {

class TaskTable;

/// The task table under a field that filters it by text and by state, and says how many are left.
class TaskPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit TaskPanel(models::SelectionController &selection, QWidget *parent = nullptr);

    void setTrace(models::TraceModel *trace);
    void setTheme(const timeline::Theme &theme);

    [[nodiscard]] TaskTable &table() const { return *m_table; }

    [[nodiscard]] QLineEdit &textField() const { return *m_text; }

    [[nodiscard]] QComboBox &stateField() const { return *m_state; }

private:
    void fillStates();
    void applyFilter();
    void showCount();

    TaskTable *m_table;
    QLineEdit *m_text;
    QComboBox *m_state;
    QLabel *m_count;
};

} // namespace awaitscope::panels
