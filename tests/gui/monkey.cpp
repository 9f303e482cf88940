// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/monkey.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>
#include <QWindow>

#include <array>
#include <cstdio>
#include <utility>

namespace awaitscope::tests {

namespace {

    constexpr qsizetype mostDeeds = 40;

    // Those with a meaning somewhere in the window, and a few that are text.
    constexpr std::array keys{Qt::Key_Space,       Qt::Key_Period,
                              Qt::Key_Delete,      Qt::Key_Home,
                              Qt::Key_End,         Qt::Key_Up,
                              Qt::Key_Down,        Qt::Key_Left,
                              Qt::Key_Right,       Qt::Key_PageUp,
                              Qt::Key_PageDown,    Qt::Key_Return,
                              Qt::Key_Escape,      Qt::Key_Tab,
                              Qt::Key_Backtab,     Qt::Key_Backspace,
                              Qt::Key_F,           Qt::Key_L,
                              Qt::Key_W,           Qt::Key_A,
                              Qt::Key_S,           Qt::Key_D,
                              Qt::Key_Z,           Qt::Key_R,
                              Qt::Key_E,           Qt::Key_O,
                              Qt::Key_N,           Qt::Key_C,
                              Qt::Key_V,           Qt::Key_1,
                              Qt::Key_2,           Qt::Key_3,
                              Qt::Key_0,           Qt::Key_9,
                              Qt::Key_Slash,       Qt::Key_Question,
                              Qt::Key_F1,          Qt::Key_F3,
                              Qt::Key_F4,          Qt::Key_F10,
                              Qt::Key_BracketLeft, Qt::Key_BracketRight,
                              Qt::Key_BraceLeft,   Qt::Key_QuoteDbl,
                              Qt::Key_Colon,       Qt::Key_Minus,
                              Qt::Key_Plus,        Qt::Key_B,
                              Qt::Key_P,           Qt::Key_X};

    /// A press may close a window: then nobody is there to hear of the release.
    void pressKey(const QPointer<QWindow> &window, Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        QTest::keyPress(window, key, modifiers);
        if (window) {
            QTest::keyRelease(window, key, modifiers);
        }
    }

    /// Dragged texts, and the menus of fields and scroll bars, are Qt's own and wait for the user:
    /// QDrag::exec(), QMenu::exec().
    [[nodiscard]] bool hasOwnLoop(const QWidget &window, QPoint place)
    {
        const QWidget *const widget = window.childAt(place);
        return qobject_cast<const QAbstractSpinBox *>(widget)
            || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QScrollBar *>(widget)
            || (widget && qobject_cast<const QPlainTextEdit *>(widget->parentWidget()))
            || (widget && qobject_cast<const QLabel *>(widget));
    }

} // namespace

Monkey::Monkey(ShownWindow &shown, quint32 seed) : m_shown(shown), m_random(seed)
{
    // Should a menu wait for the user within a deed all the same, it is put away.
    QObject::connect(&m_rescue, &QTimer::timeout, &m_rescue, [this, before = -1]() mutable {
        QWidget *const popup = QApplication::activePopupWidget();
        if (std::exchange(before, m_count) == m_count && popup) {
            popup->close();
        }
    });
    m_rescue.start(500);
}

int Monkey::random(int below)
{
    return int(m_random() % quint32(below));
}

// What gets the mouse and the keys of a user: a popup before a dialog before the window.
QWidget &Monkey::target() const
{
    if (QWidget *const popup = QApplication::activePopupWidget()) {
        return *popup;
    }
    if (QWidget *const dialog = QApplication::activeModalWidget()) {
        return *dialog;
    }
    return m_shown.window();
}

QPoint Monkey::somewhere(const QSize &size)
{
    return {random(size.width()), random(size.height())};
}

Qt::KeyboardModifiers Monkey::someModifiers()
{
    constexpr std::array<Qt::KeyboardModifiers, 8> modifiers{Qt::NoModifier,
                                                             Qt::NoModifier,
                                                             Qt::NoModifier,
                                                             Qt::NoModifier,
                                                             Qt::ShiftModifier,
                                                             Qt::ControlModifier,
                                                             Qt::ControlModifier
                                                                 | Qt::ShiftModifier,
                                                             Qt::ControlModifier | Qt::AltModifier};
    return modifiers[std::size_t(random(int(modifiers.size())))];
}

void Monkey::note(const QString &deed)
{
    m_deeds += deed;
    if (qEnvironmentVariableIsSet("MONKEY_TELLS")) { // how to find out what broke
        std::fprintf(stderr, "%s\n", qPrintable(deed));
    }
    if (m_deeds.size() > mostDeeds) {
        m_deeds.removeFirst();
    }
}

void Monkey::act()
{
    ++m_count;
    if (!m_shown.window().isVisible()) {
        m_shown.window().show(); // it was closed
    }
    if (qobject_cast<QFileDialog *>(QApplication::activeModalWidget())) {
        answerFileDialog(); // nothing at random where files can be deleted
        return;
    }
    const int choice = random(100);
    if (choice < 35) {
        type();
    } else if (choice < 65) {
        click();
    } else if (choice < 75) {
        drag();
    } else if (choice < 85) {
        turnWheel();
    } else if (choice < 86) {
        resize();
    } else {
        wait();
    }
}

void Monkey::click()
{
    QWidget &widget = target();
    const QPoint place = somewhere(widget.size());
    const Qt::KeyboardModifiers modifiers = someModifiers();
    const bool isRight = random(8) == 0 && !hasOwnLoop(widget, place);
    const Qt::MouseButton button = isRight ? Qt::RightButton : Qt::LeftButton;
    const bool isDouble = random(6) == 0;
    note(QStringLiteral("%1 at %2, %3 of %4")
             .arg(isDouble ? QStringLiteral("double click") : QStringLiteral("click"))
             .arg(place.x())
             .arg(place.y())
             .arg(QLatin1String(widget.metaObject()->className())));
    const QPointer<QWindow> window = widget.windowHandle();
    QTest::mousePress(window, button, modifiers, place);
    if (window) {
        QTest::mouseRelease(window, button, modifiers, place);
    }
    if (isDouble && window && window == target().windowHandle()) {
        QTest::mouseDClick(window, button, modifiers, place);
    }
}

void Monkey::drag()
{
    QWidget &widget = target();
    const QPointer<QWindow> window = widget.windowHandle();
    const Qt::KeyboardModifiers modifiers = someModifiers();
    const QSize size = widget.size();
    const QPoint from = somewhere(size);
    if (hasOwnLoop(widget, from)) {
        return;
    }
    note(QStringLiteral("drag from %1, %2").arg(from.x()).arg(from.y()));
    QTest::mousePress(window, Qt::LeftButton, modifiers, from);
    for (int moves = random(4); moves >= 0 && window; --moves) {
        QTest::mouseMove(window, somewhere(size));
    }
    if (random(10) == 0 && window) {
        pressKey(window, Qt::Key_Escape, {});
    }
    if (window) {
        QTest::mouseRelease(window, Qt::LeftButton, modifiers, somewhere(size));
    }
}

void Monkey::turnWheel()
{
    QWidget &widget = target();
    const QPoint place = somewhere(widget.size());
    const int notches = random(9) - 4;
    note(QStringLiteral("wheel %1 at %2, %3").arg(notches).arg(place.x()).arg(place.y()));
    QWheelEvent event(place, widget.mapToGlobal(place), {}, {0, notches * 120}, Qt::NoButton,
                      someModifiers(), Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(widget.windowHandle(), &event);
}

void Monkey::type()
{
    const Qt::Key key = keys[std::size_t(random(int(keys.size())))];
    QWidget &widget = target();
    // Modifiers have events of their own, behind the one at which a dialog may go for ever.
    const Qt::KeyboardModifiers modifiers =
        &widget == &m_shown.window() ? someModifiers() : Qt::NoModifier;
    note(QStringLiteral("key ") + QKeySequence(int(modifiers) | key).toString());
    pressKey(widget.windowHandle(), key, modifiers);
}

void Monkey::resize()
{
    const QSize size(600 + random(1300), 400 + random(680));
    note(QStringLiteral("size %1 x %2").arg(size.width()).arg(size.height()));
    m_shown.window().resize(size);
}

void Monkey::wait()
{
    note(QStringLiteral("wait"));
    QCoreApplication::processEvents();
}

void Monkey::answerFileDialog()
{
    auto &dialog = static_cast<QFileDialog &>(*QApplication::activeModalWidget());
    if (random(2) == 0) {
        note(QStringLiteral("no file"));
        dialog.reject();
        return;
    }
    // A name that is not there yet, so that nobody asks whether to overwrite; when a file is to be
    // opened, that of a text that is none of ours.
    static int files = 0;
    const QString file = dialog.acceptMode() == QFileDialog::AcceptSave
        ? m_shown.path(QStringLiteral("monkey-%1.%2").arg(++files).arg(dialog.defaultSuffix()))
        : m_shown.write(QStringLiteral("banana.json"), "{\"name\": \"banana\", \"main\": [{}]}");
    note(QStringLiteral("file ") + file);
    Q_EMIT dialog.fileSelected(file);
    static_cast<QDialog &>(dialog).done(QDialog::Accepted);
}

} // namespace awaitscope::tests
