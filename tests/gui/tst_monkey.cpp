// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gallery.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"

#include <QAction>
#include <QDropEvent>
#include <QMimeData>
#include <QRandomGenerator>
#include <QTest>
#include <QUrl>
#include <QWheelEvent>

#include <random>

using namespace awaitscope;
using namespace awaitscope::tests;

/// Somebody without a plan: clicks, keys, drags, drops and resizes at random while scenarios run.
/// Nothing may crash, and afterwards everything works. AWAITSCOPE_MONKEY_EVENTS says how many,
/// AWAITSCOPE_MONKEY_SEED which.
class MonkeyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void nothingThatHandsDoBreaksIt()
    {
        bool hasSeed = false;
        auto seed = quint32(qEnvironmentVariableIntValue("AWAITSCOPE_MONKEY_SEED", &hasSeed));
        seed = hasSeed ? seed : QRandomGenerator::global()->generate() & 0x7fffffff;
        m_random.seed(seed);
        const int events = std::max(qEnvironmentVariableIntValue("AWAITSCOPE_MONKEY_EVENTS"), 2000);
        qInfo("%d events, AWAITSCOPE_MONKEY_SEED=%u", events, seed);
        ShownWindow shown;
        m_window = &shown.window();
        // What a person would be asked about by the system, and what ends the program.
        shown.window().actions().quit->setEnabled(false);
        m_files = {shown.write(QStringLiteral("broken.png"), "\x89PNG\r\n\x1a\n"),
                   shown.write(QStringLiteral("trace.json"),
                               "[{\"ph\":\"X\",\"tid\":1,\"ts\":0,\"dur\":9,\"name\":\"a\"}]"),
                   shown.write(QStringLiteral("nothing.json"), "")};
        for (const GalleryEntry &entry : app::gallery()) {
            m_scenarios += entry.file;
        }
        shown.session().open(m_scenarios.first());
        for (int i = 0; i < events; ++i) {
            doSomething(shown);
            QCoreApplication::processEvents();
            closeWhatIsInFront();
        }
        shown.openPaused(gatherFile);
        shown.runToEnd();
        QCOMPARE(shown.run().state(), run::RunState::Ended);
    }

private:
    [[nodiscard]] int random(int below) { return int(m_random() % quint32(below)); }

    [[nodiscard]] QPoint place() { return {random(m_window->width()), random(m_window->height())}; }

    [[nodiscard]] Qt::KeyboardModifiers modifiers()
    {
        static constexpr std::array all{Qt::NoModifier, Qt::NoModifier, Qt::NoModifier,
                                        Qt::ShiftModifier, Qt::ControlModifier};
        return all[std::size_t(random(int(all.size())))];
    }

    void doSomething(ShownWindow &shown)
    {
        const QPoint at = place();
        QWidget *const child = m_window->childAt(at);
        QWidget &widget = child ? *child : *m_window;
        const QPoint inside = widget.mapFrom(m_window, at);
        switch (random(24)) {
        case 0:
            m_window->resize(300 + random(1500), 200 + random(900));
            break;
        case 1:
            shown.session().open(m_scenarios.at(random(int(m_scenarios.size()))));
            break;
        case 2:
            drop(m_files.at(random(int(m_files.size()))));
            break;
        case 3:
            QTest::mouseDClick(&widget, Qt::LeftButton, modifiers(), inside);
            break;
        case 4:
        case 5:
        case 6: {
            QTest::mousePress(&widget, Qt::LeftButton, modifiers(), inside);
            for (int i = random(5); i > 0; --i) {
                QTest::mouseMove(&widget, inside + QPoint(random(400) - 200, random(200) - 100));
            }
            QTest::mouseRelease(&widget, Qt::LeftButton, {}, inside + QPoint(random(100), 0));
            break;
        }
        case 7:
        case 8:
        case 9: {
            const QPoint turn(0, 120 * (random(9) - 4));
            QWheelEvent wheel(inside, widget.mapToGlobal(inside), {}, turn, {}, modifiers(),
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(&widget, &wheel);
            break;
        }
        case 10:
        case 11:
        case 12:
        case 13:
        case 14:
        case 15:
            QTest::mouseClick(&widget, random(8) == 0 ? Qt::RightButton : Qt::LeftButton,
                              modifiers(), inside);
            break;
        default:
            key();
            break;
        }
    }

    void key()
    {
        static constexpr std::array keys{Qt::Key_Space,
                                         Qt::Key_Period,
                                         Qt::Key_Delete,
                                         Qt::Key_Home,
                                         Qt::Key_F,
                                         Qt::Key_Slash,
                                         Qt::Key_Escape,
                                         Qt::Key_Tab,
                                         Qt::Key_Up,
                                         Qt::Key_Down,
                                         Qt::Key_Left,
                                         Qt::Key_Right,
                                         Qt::Key_W,
                                         Qt::Key_A,
                                         Qt::Key_S,
                                         Qt::Key_D,
                                         Qt::Key_Z,
                                         Qt::Key_BracketLeft,
                                         Qt::Key_BracketRight,
                                         Qt::Key_Question,
                                         Qt::Key_Return,
                                         Qt::Key_Backspace,
                                         Qt::Key_PageDown,
                                         Qt::Key_X};
        QWidget *const focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : m_window, keys[std::size_t(random(int(keys.size())))],
                        modifiers());
    }

    void drop(const QString &file)
    {
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(place(), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window, &enter);
        QDropEvent drop(place(), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window, &drop);
    }

    void closeWhatIsInFront() const
    {
        while (QWidget *const popup = QApplication::activePopupWidget()) {
            popup->close();
        }
        if (QWidget *const dialog = QApplication::activeModalWidget()) {
            dialog->close();
        }
        if (!m_window->isVisible()) {
            m_window->show();
        }
    }

    std::mt19937 m_random; // its numbers are the same everywhere
    MainWindow *m_window = nullptr;
    QStringList m_files;
    QStringList m_scenarios;
};

int main(int argc, char *argv[])
{
    return runWithWindows<MonkeyTest>(argc, argv);
}

#include "tst_monkey.moc"
