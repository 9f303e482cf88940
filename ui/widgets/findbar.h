// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/ids.h"

#include <QFrame>

class QLabel;
class QLineEdit;

namespace awaitscope::widgets {

class TimelineWidget;

/// A field over the timeline that finds tasks by name or path while it is typed in. Enter goes to
/// the next one, Shift+Enter to the one before, Esc closes.
class FindBar final : public QFrame
{
    Q_OBJECT

public:
    /// Lies on @p timeline, and belongs to it.
    explicit FindBar(TimelineWidget &timeline);

    [[nodiscard]] QLineEdit &field() const { return *m_field; }

public Q_SLOTS:
    /// Shows the field, with the text of the last time, ready to be typed over.
    void open();
    void close();
    /// Both open the field if nothing was searched for yet.
    void goToNext();
    void goToPrevious();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void showCount();
    void place();
    void go(trace::TaskId task);
    [[nodiscard]] bool key(int key, Qt::KeyboardModifiers modifiers);

    TimelineWidget &m_timeline;
    QLineEdit *m_field;
    QLabel *m_count;
    trace::TaskId m_origin; // selected when the field was opened: the search begins there
};

} // namespace awaitscope::widgets
