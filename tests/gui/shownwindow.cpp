// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"

#include "app/gallery.h"
#include "engine/formats/eventlog.h"
#include "ui/actions.h"
#include "ui/panels/tasktable.h"
#include "ui/timeline/geometrybuilder.h"
#include "ui/timeline/overlay.h"

#include <QActionGroup>
#include <QApplication>
#include <QFile>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QWheelEvent>
#include <QWindow>

namespace awaitscope::tests {

using models::TaskTableModel;
using trace::TaskId;

ShownWindow::ShownWindow() : m_window(app::gallery()), m_session(m_window)
{
    // The pointer of the display must not hover over what is tested.
    m_window.move(40, 40);
    chooseTheme(timeline::Theme::Kind::Dark);
    QCursor::setPos(0, 0);
    m_window.show();
    if (!QTest::qWaitForWindowActive(&m_window)) {
        qFatal("The window does not get the keyboard: is there a window manager?");
    }
}

void ShownWindow::resize(QSize size)
{
    const QSignalSpy answers(m_window.windowHandle(), &QWindow::widthChanged);
    const bool isAnother = m_window.width() != size.width();
    m_window.resize(size);
    if (isAnother && !QTest::qWaitFor([&] {
            return !answers.empty() && answers.back().front() == size.width();
        })) {
        qFatal("The window manager does not let the window be %d wide", size.width());
    }
}

void ShownWindow::openPaused(const QString &file)
{
    if (!m_session.open(file)) {
        qFatal("%s cannot be opened", qPrintable(file));
    }
    run().pause();
    QCoreApplication::processEvents();
}

QString ShownWindow::openPausedText(const QByteArray &scenario)
{
    const QString file = write(QStringLiteral("scenario-%1.json").arg(++m_files), scenario);
    openPaused(file);
    return file;
}

QString ShownWindow::write(const QString &name, const QByteArray &text)
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
        qFatal("%s cannot be written", qPrintable(file.fileName()));
    }
    return file.fileName();
}

void ShownWindow::stepTo(trace::Timestamp time)
{
    while (run().now() < time && run().state() == run::RunState::Paused) {
        run().stepTurn();
    }
    settle();
}

void ShownWindow::runTo(trace::Timestamp time)
{
    run().runToEnd(time);
    settle();
}

void ShownWindow::settle()
{
    const bool isShown = QTest::qWaitFor([this] {
        const models::TraceModel &trace = *timeline().trace();
        return trace.now() == run().now() && trace.spans().position() == run().store().eventCount();
    });
    if (!isShown) {
        qFatal("The window does not show what has happened");
    }
    QCoreApplication::processEvents();
}

QByteArray ShownWindow::log()
{
    return formats::EventLog(run().store(), formats::Iterations::Show).text();
}

QByteArray ShownWindow::differenceFromGolden(const QString &name)
{
    QFile file(QStringLiteral(GOLDEN_FOLDER "/%1.events.jsonl.z").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return "cannot be read: " + file.fileName().toUtf8();
    }
    return firstDifference(log(), qUncompress(file.readAll()));
}

QPoint ShownWindow::inWindow(const QWidget &widget, QPointF at) const
{
    return widget.mapTo(&m_window, at.toPoint());
}

void ShownWindow::press(QWidget &widget, QPointF at, Qt::KeyboardModifiers modifiers)
{
    QTest::mousePress(m_window.windowHandle(), Qt::LeftButton, modifiers, inWindow(widget, at));
}

void ShownWindow::moveTo(QWidget &widget, QPointF at)
{
    QTest::mouseMove(m_window.windowHandle(), inWindow(widget, at));
}

void ShownWindow::release(QWidget &widget, QPointF at, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseRelease(m_window.windowHandle(), Qt::LeftButton, modifiers, inWindow(widget, at));
}

void ShownWindow::click(QWidget &widget, QPointF at)
{
    press(widget, at);
    release(widget, at);
}

void ShownWindow::doubleClick(QWidget &widget, QPointF at)
{
    QTest::mouseDClick(m_window.windowHandle(), Qt::LeftButton, {}, inWindow(widget, at));
    release(widget, at);
}

void ShownWindow::wheel(QWidget &widget, QPointF at, int notches, Qt::KeyboardModifiers modifiers)
{
    const QPoint place = inWindow(widget, at);
    QWheelEvent event(place, m_window.mapToGlobal(place), {}, {0, notches * 120}, {}, modifiers,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_window.windowHandle(), &event);
    QCoreApplication::processEvents();
}

void ShownWindow::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_window.windowHandle(), key, modifiers);
}

QWidget &ShownWindow::toolButton(QAction *action)
{
    return *m_window.findChild<QToolBar *>()->widgetForAction(action);
}

QString ShownWindow::offer()
{
    QString text;
    for (const auto *const notice : m_window.findChildren<widgets::NoticeBar *>()) {
        text += notice->text();
    }
    return text;
}

widgets::NoticeBar &ShownWindow::problem()
{
    return *m_window.findChild<widgets::NoticeBar *>(QStringLiteral("problem"));
}

timeline::Geometry ShownWindow::geometry()
{
    models::TraceModel &trace = *timeline().trace();
    const timeline::View &view = timeline().view();
    timeline::Geometry geometry = timeline::buildGeometry(trace.timeline(), trace.layout(), view);
    geometry.overlay = timeline::buildOverlay(trace.timeline(), trace.layout(), view, geometry,
                                              timeline().pointed());
    return geometry;
}

int ShownWindow::rowOf(TaskId task)
{
    return timeline().trace()->layout().rowOf(task);
}

QPointF ShownWindow::cancelPlace(TaskId task)
{
    return timeline().view().cancelRect(timeline().trace()->layout(), rowOf(task)).center();
}

QPointF ShownWindow::labelPlace(TaskId task)
{
    const QRectF row = timeline().view().rowRect(timeline().trace()->layout(), rowOf(task));
    return {row.left() + timeline::View::labelWidth / 2, row.center().y()};
}

QPointF ShownWindow::cellPlace(TaskId task, TaskTableModel::Column column)
{
    const QModelIndex cell = table().indexOf(task, column);
    table().scrollTo(cell);
    return table().visualRect(cell).center();
}

QString ShownWindow::cellText(TaskId task, TaskTableModel::Column column)
{
    return table().indexOf(task, column).data().toString();
}

QStringList ShownWindow::textsOnRow(TaskId task)
{
    const QRectF row = timeline().view().rowRect(timeline().trace()->layout(), rowOf(task));
    QStringList texts;
    for (const timeline::Label &label : geometry().barLabels) {
        if (row.contains(label.rect.center())) {
            texts += label.text;
        }
    }
    return texts;
}

QImage ShownWindow::screen(QWidget &widget, const QRect &part)
{
    const QRect onScreen(widget.mapToGlobal(part.topLeft()), part.size());
    return m_window.screen()
        ->grabWindow(0, onScreen.x(), onScreen.y(), onScreen.width(), onScreen.height())
        .toImage();
}

void ShownWindow::clickOffered(QAction *action)
{
    for (auto *const notice : m_window.findChildren<widgets::NoticeBar *>()) {
        for (auto *const button : notice->findChildren<QToolButton *>()) {
            if (button->defaultAction() == action && button->isVisible()) {
                QVERIFY(button->isEnabled());
                click(*button, button->rect().center());
                return;
            }
        }
    }
    QFAIL("It is not offered");
}

void ShownWindow::chooseTheme(timeline::Theme::Kind kind)
{
    m_window.actions().themes->actions().at(kind == timeline::Theme::Kind::Dark ? 1 : 2)->trigger();
    m_theme = &timeline::Theme::of(kind);
}

QByteArray firstDifference(const QByteArray &log, const QByteArray &expected)
{
    const QList<QByteArray> lines = log.split('\n');
    const QList<QByteArray> expectedLines = expected.split('\n');
    for (qsizetype i = 0; i < std::max(lines.size(), expectedLines.size()); ++i) {
        const QByteArray line = lines.value(i, "nothing");
        const QByteArray expectedLine = expectedLines.value(i, "nothing");
        if (line != expectedLine) {
            return "line " + QByteArray::number(i + 1) + ": expected " + expectedLine + ", found "
                + line;
        }
    }
    return {};
}

} // namespace awaitscope::tests
