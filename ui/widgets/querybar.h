// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/querycontroller.h"

#include <QWidget>

class QCompleter;
class QLabel;
class QLineEdit;
class QStringListModel;

namespace awaitscope::widgets {

/// The field of the filter: completes keys and names while it is typed in, says how many tasks are
/// left, and under the text what is wrong with it. Esc clears.
class QueryBar final : public QWidget
{
    Q_OBJECT

public:
    explicit QueryBar(models::QueryController &query, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit &field() const { return *m_field; }

    [[nodiscard]] QCompleter &completer() const { return *m_completer; }

    /// So wide it may be (px); it takes what it can use of it.
    void setRoom(int width);

    /// What is wrong; empty if nothing is.
    [[nodiscard]] QString mistake() const;

public Q_SLOTS:
    /// Ready to be typed in.
    void open();
    /// How many tasks are let through, and whether the selected one is shown besides.
    void showCount();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void offer();
    void take(const QString &completion);
    void showText();
    void showMistake();

    models::QueryController &m_query;
    QLineEdit *m_field;
    QLabel *m_count;
    QLabel *m_mistake; // below the field, over whatever is there
    QStringListModel *m_offers;
    QCompleter *m_completer;
};

} // namespace awaitscope::widgets
