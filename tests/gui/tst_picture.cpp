// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/dialogs.h"
#include "tests/gui/paintedshapes.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/export/exportdialog.h"
#include "ui/export/runpicture.h"

#include <QFileInfo>
#include <QSettings>
#include <QStatusBar>

using namespace awaitscope;
using namespace awaitscope::tests;
using timeline::Theme;
using trace::Timestamp;

namespace {

// Every state and outcome that the window can show, each long enough to be seen.
const QByteArray pictureScenario = R"({"name": "picture", "title": "Picture",
  "resources": [{"name": "gpu", "kind": "semaphore", "slots": 1}],
  "tasks": {
    "infer": [{"acquire": "gpu", "do": [{"sleep": 0.3}]}],
    "late": [{"wait_for": "forever", "timeout": 0.4}],
    "forever": [{"sleep": 5}],
    "broken": [{"sleep": 0.5}, {"raise": "ValueError"}],
    "cleaning": [{"try": {"do": [{"sleep": 5}], "finally": [{"sleep": 0.3}]}}],
    "parent": [{"spawn": "cleaning", "as": "c"}, {"sleep": 0.2}, {"cancel": "$c"},
               {"log": "cancelled"}, {"sleep": 0.4}]},
  "main": [{"gather": [{"template": "infer", "count": 3}, "late", "broken", "parent"],
            "return_exceptions": true}]})";

constexpr Timestamp middle = 450'000'000; // one waits, one works, one cleans up, one has timed out

// The scale of a time line, from its ruler.
[[nodiscard]] timeline::TimeScale scaleOf(const timeline::Geometry &geometry)
{
    const timeline::RulerTick &first = geometry.ticks.front();
    const timeline::RulerTick &last = geometry.ticks.back();
    const double nsPerPixel = double(last.time - first.time) / (last.x - first.x);
    const double width = geometry.viewport.right() - geometry.timeLeft;
    const double begin = double(first.time) - (first.x - geometry.timeLeft) * nsPerPixel;
    return {
        geometry.timeLeft, width, {std::llround(begin), std::llround(begin + width * nsPerPixel)}};
}

} // namespace

class PictureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        QSettings().clear();
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPausedText(pictureScenario);
    }

    void cleanup() { m_shown.reset(); }

    void fileShowsTheShapesOfTheScreen_data()
    {
        QTest::addColumn<Timestamp>("until");
        QTest::addColumn<Theme::Kind>("theme");
        QTest::newRow("in the middle, dark") << middle << Theme::Kind::Dark;
        QTest::newRow("in the middle, light") << middle << Theme::Kind::Light;
        QTest::newRow("at the end, dark") << trace::endOfTime << Theme::Kind::Dark;
        QTest::newRow("at the end, light") << trace::endOfTime << Theme::Kind::Light;
    }

    void fileShowsTheShapesOfTheScreen()
    {
        QFETCH(Timestamp, until);
        QFETCH(Theme::Kind, theme);
        m_shown->chooseTheme(theme);
        m_shown->runTo(until);
        m_shown->key(Qt::Key_Home);
        const QImage image = exported();
        const exporting::PictureLayout picture = layOut();
        const int scale = image.width() / int(picture.size.width());
        QCOMPARE(image.size(), (picture.size * scale).toSize());

        const timeline::Geometry screen = m_shown->geometry();
        const timeline::TimeScale &screenScale = m_shown->timeline().view().scale;
        const double pixel = std::max(screenScale.nsPerPixel(), m_pictureScale.nsPerPixel()) / 1e6;
        const auto expected = timedShapes(screen, screenScale);
        QVERIFY(expected.size() > 10);
        QCOMPARE(
            firstDifference(timedShapes(picture.timeline, m_pictureScale), expected, 1.5 * pixel),
            QString());
        QCOMPARE(missingShape(image, picture.timeline, m_shown->theme(), scale), QString());
        QTRY_COMPARE(missingShape(m_shown->screen(m_shown->timeline(), m_shown->timeline().rect()),
                                  screen, m_shown->theme()),
                     QString());
    }

    void endingIsAddedToTheNameInTheDialog()
    {
        m_shown->runToEnd();
        exportAs(QStringLiteral("chosen"));
        QVERIFY(QFileInfo::exists(m_shown->path(QStringLiteral("chosen.png"))));
        QVERIFY(m_shown->window().statusBar()->currentMessage().contains(
            m_shown->path(QStringLiteral("chosen.png"))));
    }

private:
    /// By the keyboard.
    void exportAs(const QString &name)
    {
        m_shown->key(Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(qobject_cast<exporting::ExportDialog *>(QApplication::activeWindow()));
        QWidget &dialog = *QApplication::activeWindow();
        DialogAnswer answer(m_shown->path(name));
        QTest::keyClick(&dialog, Qt::Key_Return);
        QTRY_COMPARE(answer.dialogs(), 1);
        QTRY_VERIFY(!QApplication::activeModalWidget());
    }

    [[nodiscard]] QImage exported()
    {
        const QString name = QStringLiteral("picture.png");
        exportAs(name);
        return QImage(m_shown->path(name));
    }

    /// The same picture as shapes.
    [[nodiscard]] exporting::PictureLayout layOut()
    {
        const auto layout = exporting::layOutRun(m_shown->run(), {}, exporting::PictureFormat::Png);
        Q_ASSERT(layout.isOk());
        m_pictureScale = scaleOf(layout.value().timeline);
        return layout.value();
    }

    std::unique_ptr<ShownWindow> m_shown;
    timeline::TimeScale m_pictureScale;
};

int main(int argc, char *argv[])
{
    return runWithWindows<PictureTest>(argc, argv);
}

#include "tst_picture.moc"
