// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"
#include "ui/panels/scenariopanel.h"
#include "ui/panels/taskdetails.h"
#include "ui/panels/tasktable.h"
#include "ui/workspace.h"

#include <QAction>
#include <QSettings>
#include <QSplitter>

using namespace awaitscope;
using namespace awaitscope::tests;

/// What the user settled is there again when the window comes back.
class LayoutTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QSettings().clear();
        m_shown = std::make_unique<ShownWindow>();
        m_shown->resize({1500, 900});
    }

    void cleanup() { m_shown.reset(); }

    void sizesAreRemembered()
    {
        auto &columns = *qobject_cast<QSplitter *>(workspace().scenario().parentWidget());
        const int width = columns.width();
        columns.setSizes({330, width - 330});
        const QSize size = m_shown->window().size();
        const int scenarioWidth = workspace().scenario().width();
        QVERIFY(scenarioWidth != 252);
        comeBack();
        QTRY_COMPARE(m_shown->window().size(), size);
        QTRY_COMPARE(workspace().scenario().width(), scenarioWidth);
    }

    void hiddenPanesStayHidden()
    {
        m_shown->key(Qt::Key_1, Qt::ControlModifier);
        m_shown->key(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(!workspace().scenario().isVisible());
        QVERIFY(!workspace().tasks().isVisible());
        comeBack();
        QVERIFY(!workspace().scenario().isVisible());
        QVERIFY(!workspace().tasks().isVisible());
        QVERIFY(!actions().showScenario->isChecked());
        m_shown->key(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(workspace().scenario().isVisible());
    }

    void chosenTaskPanelStaysInANarrowWindow()
    {
        m_shown->resize({1200, 800});
        QTRY_VERIFY(!workspace().details().isVisible());
        m_shown->key(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(workspace().details().isVisible());
        comeBack();
        QTRY_COMPARE(m_shown->window().width(), 1200);
        QVERIFY(workspace().details().isVisible());
    }

    void themeIsRemembered_data()
    {
        QTest::addColumn<timeline::Theme::Kind>("kind");
        QTest::newRow("dark") << timeline::Theme::Kind::Dark;
        QTest::newRow("light") << timeline::Theme::Kind::Light;
    }

    void themeIsRemembered()
    {
        QFETCH(const timeline::Theme::Kind, kind);
        m_shown->chooseTheme(kind);
        QVERIFY(m_shown->window().close());
        const MainWindow next({}); // as the program makes it, without the test's own theme
        QCOMPARE(QApplication::palette().color(QPalette::Window), timeline::Theme::of(kind).window);
    }

    void settingsThatMakeNoSenseAreNoHarm()
    {
        {
            QSettings settings;
            settings.setValue(QStringLiteral("window/geometry"), QByteArray("nonsense"));
            settings.setValue(QStringLiteral("window/theme"), 77);
            settings.setValue(QStringLiteral("columns"), QByteArray("nonsense"));
        }
        m_shown.reset();
        QSettings().setValue(QStringLiteral("window/theme"), 77);
        m_shown = std::make_unique<ShownWindow>();
        QVERIFY(workspace().scenario().isVisible());
    }

private:
    [[nodiscard]] Workspace &workspace() { return m_shown->window().workspace(); }

    [[nodiscard]] Actions &actions() { return m_shown->window().actions(); }

    /// Closes the window as a person does, and opens it anew.
    void comeBack()
    {
        QVERIFY(m_shown->window().close());
        m_shown.reset();
        m_shown = std::make_unique<ShownWindow>();
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<LayoutTest>(argc, argv);
}

#include "tst_layout.moc"
