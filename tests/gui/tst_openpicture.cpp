// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/export/exportchoices.h"

#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QTest>
#include <QUrl>

using namespace awaitscope;
using namespace awaitscope::tests;
using trace::TaskId;

class OpenPictureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_window = std::make_unique<ShownWindow>(); }

    void cleanup() { m_window.reset(); }

    void aPictureOpensTheRunAtWhatItShows_data()
    {
        QTest::addColumn<exporting::PictureFormat>("format");
        QTest::newRow("PNG") << exporting::PictureFormat::Png;
        QTest::newRow("SVG") << exporting::PictureFormat::Svg;
    }

    void aPictureOpensTheRunAtWhatItShows()
    {
        QFETCH(const exporting::PictureFormat, format);
        const QString picture = takePicture(format);
        const trace::Timestamp now = m_window->run().now();
        const QByteArray log = m_window->log();
        m_window->openPaused(gatherFile);

        QVERIFY(m_window->session().open(picture));
        QCOMPARE(m_window->run().state(), run::RunState::Paused);
        QCOMPARE(m_window->run().now(), now);
        QCOMPARE(m_window->log(), log);
        QCOMPARE(m_window->window().selection().task(), TaskId(3));
        const trace::TimeRange shown = m_window->timeline().view().scale.visible();
        // With a margin of some pixels at each side.
        const trace::Timestamp margin = range.duration() / 20;
        QVERIFY(shown.begin <= range.begin && shown.begin > range.begin - margin);
        QVERIFY(shown.end >= range.end && shown.end < range.end + margin);
    }

    void aPictureIsDroppedOnTheWindow()
    {
        const QString picture = takePicture(exporting::PictureFormat::Png);
        m_window->openPaused(gatherFile);
        drop(picture);
        QTRY_COMPARE(m_window->window().selection().task(), TaskId(3));
        QVERIFY(m_window->run().scenario().name == "semaphore");
    }

    void aFileThatIsNoneLeavesWhatIsThere()
    {
        m_window->openPaused(gatherFile);
        drop(m_window->write(QStringLiteral("broken.png"), "\x89PNG\r\n\x1a\n and no more"));
        QTRY_VERIFY(m_window->problem().isVisible());
        QVERIFY(m_window->run().scenario().name == "gather-or-create-task");
    }

private:
    static constexpr trace::TimeRange range{200'000'000, 900'000'000};

    // Of the semaphore at one second, with the third task selected.
    [[nodiscard]] QString takePicture(exporting::PictureFormat format)
    {
        m_window->openPaused(semaphoreFile);
        m_window->runTo(1'000'000'000);
        m_window->window().selection().select(TaskId(3));
        exporting::ExportChoices choices;
        choices.format = format;
        choices.time = exporting::ExportChoices::Time::Range;
        choices.range = range;
        widgets::TimelineWidget &timeline = m_window->timeline();
        const auto layout = exporting::layOut(
            choices, {m_window->run(), *timeline.trace(), timeline.view(), timeline.pointed()});
        if (!layout) {
            qFatal("%s", qPrintable(layout.problem().text()));
        }
        return m_window->write(QStringLiteral("taken") + exporting::endingOf(format),
                               exporting::encodePicture(layout.value(), format).value());
    }

    void drop(const QString &file)
    {
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(file)});
        const QPoint middle = m_window->window().rect().center();
        QDragEnterEvent enter(middle, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&m_window->window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(middle, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&m_window->window(), &drop);
    }

    std::unique_ptr<ShownWindow> m_window;
};

int main(int argc, char *argv[])
{
    return runWithWindows<OpenPictureTest>(argc, argv);
}

#include "tst_openpicture.moc"
