// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"
#include "ui/mainwindow.h"
#include "ui/models/tasktablemodel.h"
#include "ui/timeline/geometry.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/timelinewidget.h"

#include <QTemporaryDir>

class QAction;
class QWidget;

namespace awaitscope::panels {
class TaskTable;
}

namespace awaitscope::tests {

inline const QString semaphoreFile = QStringLiteral(":/scenarios/semaphore.json");
inline const QString deadlinesFile = QStringLiteral(":/scenarios/deadlines-and-cancellation.json");
inline const QString gatherFile = QStringLiteral(":/scenarios/gather-or-create-task.json");

/// The window of the program on the display, with its session, and hands to use it: what they do
/// arrives at the native window, and from there at whatever widget is there.
class ShownWindow
{
public:
    /// Shows the window, dark and without a run, and waits until it has the keyboard.
    ShownWindow();

    [[nodiscard]] MainWindow &window() { return m_window; }

    [[nodiscard]] app::Session &session() { return m_session; }

    [[nodiscard]] run::Run &run() { return *m_window.run(); }

    [[nodiscard]] widgets::TimelineWidget &timeline() { return m_window.timeline(); }

    [[nodiscard]] panels::TaskTable &table() { return m_window.taskTable(); }

    /// Waits until the window manager has answered: its late answer would take back the size that
    /// comes next.
    void resize(QSize size);

    // What is run.
    /// Opens a scenario, and holds it before its first turn.
    void openPaused(const QString &file);
    /// The same with a scenario of which the text is given. Returns its file.
    QString openPausedText(const QByteArray &scenario);

    /// Where a file of that name lives as long as the window.
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Writes such a file. Returns its path.
    QString write(const QString &name, const QByteArray &text);
    /// Runs turn by turn until the clock has reached that time, and waits until that is shown.
    void stepTo(trace::Timestamp time);
    /// Runs everything up to and at that time, and waits until that is shown.
    void runTo(trace::Timestamp time);

    void runToEnd() { runTo(trace::endOfTime); }

    /// Waits until everything that has happened is shown. Precondition: the run is not running.
    void settle();
    /// With iterations.
    [[nodiscard]] QByteArray log();
    /// How the log differs from what the reference runner wrote for golden/@p name; empty: not.
    [[nodiscard]] QByteArray differenceFromGolden(const QString &name);

    // Hands. Places are in px of the widget.
    void press(QWidget &widget, QPointF at, Qt::KeyboardModifiers modifiers = {});
    void moveTo(QWidget &widget, QPointF at);
    void release(QWidget &widget, QPointF at, Qt::KeyboardModifiers modifiers = {});
    void click(QWidget &widget, QPointF at);
    void doubleClick(QWidget &widget, QPointF at);
    /// So many notches of the wheel, away from the user if positive.
    void wheel(QWidget &widget, QPointF at, int notches, Qt::KeyboardModifiers modifiers = {});
    /// To whatever has the keyboard.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    /// The button of an action on one of the notices of the window; fails if none offers it.
    void clickOffered(QAction *action);
    void chooseTheme(timeline::Theme::Kind kind);
    /// The button of an action in the toolbar.
    [[nodiscard]] QWidget &toolButton(QAction *action);

    // What is shown.
    /// What the notices of the window say of the run as a whole; empty: nothing.
    [[nodiscard]] QString offer();
    /// What the window says went wrong.
    [[nodiscard]] widgets::NoticeBar &problem();
    [[nodiscard]] timeline::Geometry geometry();
    [[nodiscard]] int rowOf(trace::TaskId task);
    /// The middle of the cancel button of a task in the timeline.
    [[nodiscard]] QPointF cancelPlace(trace::TaskId task);
    /// The middle of the label of a row.
    [[nodiscard]] QPointF labelPlace(trace::TaskId task);
    /// The middle of a cell of the table, in its viewport, to which it is scrolled if it must be.
    [[nodiscard]] QPointF cellPlace(trace::TaskId task, models::TaskTableModel::Column column);
    [[nodiscard]] QString cellText(trace::TaskId task, models::TaskTableModel::Column column);
    /// The texts on the bars of a row.
    [[nodiscard]] QStringList textsOnRow(trace::TaskId task);
    /// What the display shows of a part of a widget, in its px.
    [[nodiscard]] QImage screen(QWidget &widget, const QRect &part);

    [[nodiscard]] const timeline::Theme &theme() const { return *m_theme; }

private:
    [[nodiscard]] QPoint inWindow(const QWidget &widget, QPointF at) const;

    QTemporaryDir m_folder;
    MainWindow m_window;
    app::Session m_session;
    const timeline::Theme *m_theme = &timeline::Theme::dark();
    int m_files = 0;
};

/// In the first line that differs: what is expected and what is there; empty if there is none.
[[nodiscard]] QByteArray firstDifference(const QByteArray &log, const QByteArray &expected);

} // namespace awaitscope::tests
