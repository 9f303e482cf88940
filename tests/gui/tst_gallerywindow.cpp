// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gallery.h"
#include "tests/gui/paintedshapes.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/panels/tasktable.h"

#include <QFileInfo>

using namespace awaitscope;
using namespace awaitscope::tests;
using timeline::Theme;

class GalleryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void runsToItsEnd_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<Theme::Kind>("theme");
        for (const GalleryEntry &entry : app::gallery()) {
            const QString name = QFileInfo(entry.file).baseName();
            QTest::addRow("%s, dark", qPrintable(name)) << entry.file << Theme::Kind::Dark;
            QTest::addRow("%s, light", qPrintable(name)) << entry.file << Theme::Kind::Light;
        }
    }

    void runsToItsEnd()
    {
        QFETCH(QString, file);
        QFETCH(Theme::Kind, theme);
        ShownWindow shown;
        shown.chooseTheme(theme);
        shown.openPaused(file);
        shown.run().setSpeed(100);
        shown.key(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(hasStopped(shown.run()), 60'000);
        shown.window().commands().conclude(); // what the strip offers in a deadlock
        QCOMPARE(shown.run().state(), run::RunState::Ended);
        shown.settle();
        QVERIFY(!shown.problem().isVisible());
        QCOMPARE(shown.timeline().trace()->spans().count(trace::Outcome::None), 0U);
        QCOMPARE(shown.table().model()->rowCount(), int(shown.run().store().taskCount()));
        QCOMPARE(shown.timeline().trace()->taskCount(), shown.run().store().taskCount());
        shown.key(Qt::Key_Home);
        QVERIFY(!shown.geometry().caps.empty());
        QTRY_COMPARE(missingShape(shown.screen(shown.timeline(), shown.timeline().rect()),
                                  shown.geometry(), shown.theme()),
                     QString());
    }

private:
    [[nodiscard]] static bool hasStopped(const run::Run &run)
    {
        return run.state() == run::RunState::Ended || run.state() == run::RunState::Deadlocked;
    }
};

int main(int argc, char *argv[])
{
    return runWithWindows<GalleryTest>(argc, argv);
}

#include "tst_gallerywindow.moc"
