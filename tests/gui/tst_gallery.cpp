// SPDX-License-Identifier: MIT
#include "app/gallery.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/panels/tasktable.h"

#include <QFileInfo>
#include <QLabel>

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
        QTRY_COMPARE_WITH_TIMEOUT(shown.run().state(), run::RunState::Ended, 60'000);
        shown.settle();
        QVERIFY(!shown.problem().isVisible());
        QVERIFY(shown.run().liveTasks().empty());
        QCOMPARE(shown.table().model()->rowCount(), int(shown.run().store().taskCount()));
        QCOMPARE(shown.timeline().trace()->taskCount(), shown.run().store().taskCount());
        shown.key(Qt::Key_Home);
        QTRY_COMPARE(missingOnScreen(shown), QString());
    }

private:
    /// What of the timeline's bars, caps and background the display does not show in the colours of
    /// the theme; empty: nothing.
    [[nodiscard]] static QString missingOnScreen(ShownWindow &shown)
    {
        widgets::TimelineWidget &timeline = shown.timeline();
        const QImage image = shown.screen(timeline, timeline.rect());
        const auto hasColour = [&](const QRectF &rect, const QColor &colour) {
            const QRect part = rect.toAlignedRect() & image.rect();
            for (int y = part.top(); y <= part.bottom(); ++y) {
                for (int x = part.left(); x <= part.right(); ++x) {
                    if (image.pixel(x, y) == colour.rgb()) {
                        return true;
                    }
                }
            }
            return false;
        };
        const timeline::Geometry geometry = shown.geometry();
        int caps = 0;
        for (const timeline::Cap &cap : geometry.caps) {
            const double radius = timeline::Cap::radius;
            const QRectF rect(cap.centre - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius));
            if (!hasColour(rect, shown.theme().forOutcome(cap.outcome).fill)) {
                return QStringLiteral("a cap at %1, %2").arg(cap.centre.x()).arg(cap.centre.y());
            }
            ++caps;
        }
        for (const timeline::Bar &bar : geometry.bars) {
            // What ends within it may cover a short one.
            if (bar.rect.width() > 40
                && !hasColour(bar.rect, shown.theme().forState(bar.state).fill)) {
                return QStringLiteral("a bar at %1, %2").arg(bar.rect.x()).arg(bar.rect.y());
            }
        }
        if (!hasColour(geometry.rowsRect, shown.theme().row)) {
            return QStringLiteral("the background");
        }
        return caps > 0 ? QString() : QStringLiteral("any cap");
    }
};

int main(int argc, char *argv[])
{
    return runWithWindows<GalleryTest>(argc, argv);
}

#include "tst_gallery.moc"
