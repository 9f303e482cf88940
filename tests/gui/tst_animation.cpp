// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"

#include <QElapsedTimer>

using namespace awaitscope;
using namespace awaitscope::tests;
using trace::TaskId;

namespace {

// After its first turn nothing is due for three seconds.
const QByteArray sleepScenario = R"({"name": "sleep",
  "tasks": {"job": [{"sleep": 3}]},
  "main": [{"gather": ["job"]}]})";

const TaskId job(2);

// What was shown in one painted frame.
struct Frame
{
    double nowX = 0;
    double barRight = 0; // of the open bar of the job
    quint64 events = 0; // logged so far
};

} // namespace

class AnimationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPausedText(sleepScenario);
        m_shown->runTo(0); // the job sleeps
    }

    void cleanup() { m_shown.reset(); }

    void nowLineAndOpenBarsAdvanceWhileNothingIsDue()
    {
        std::vector<Frame> frames;
        QObject context;
        connect(&m_shown->timeline(), &widgets::TimelineWidget::painted, &context,
                [&] { frames.push_back(frameNow()); });
        QElapsedTimer timer;
        timer.start();
        m_shown->key(Qt::Key_Space);
        QTRY_VERIFY(timer.elapsed() >= 1000);
        m_shown->run().pause();

        QVERIFY(!frames.empty());
        QCOMPARE(frames.back().events, frames.front().events);
        int advances = 0;
        for (std::size_t i = 1; i < frames.size(); ++i) {
            QVERIFY(frames[i].nowX >= frames[i - 1].nowX);
            QVERIFY(std::abs(frames[i].barRight - frames[i].nowX) <= 1);
            advances += frames[i].nowX > frames[i - 1].nowX;
        }
        // 60 a second are asked for; a loaded machine paints fewer.
        const QString counts =
            QStringLiteral("%1 advances in %2 frames").arg(advances).arg(frames.size());
        QVERIFY2(advances >= 15, qPrintable(counts));
    }

    void whatIsOnTheScreenAdvances()
    {
        const int before = barEndOnScreen();
        m_shown->key(Qt::Key_Space);
        QTRY_VERIFY(barEndOnScreen() > before + 50);
        const int between = barEndOnScreen();
        QTRY_VERIFY(barEndOnScreen() > between + 50);
    }

    void nothingAdvancesWhileItIsPaused()
    {
        m_shown->key(Qt::Key_Space);
        QTRY_VERIFY(m_shown->run().now() > 0);
        m_shown->key(Qt::Key_Space);
        m_shown->settle();
        const Frame held = frameNow();
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY(timer.elapsed() >= 100);
        QCOMPARE(frameNow().nowX, held.nowX);
        QCOMPARE(frameNow().barRight, held.barRight);
    }

private:
    [[nodiscard]] QRectF jobRow()
    {
        return m_shown->timeline().view().rowRect(m_shown->timeline().trace()->layout(),
                                                  m_shown->rowOf(job));
    }

    [[nodiscard]] Frame frameNow()
    {
        const timeline::Geometry geometry = m_shown->geometry();
        Frame frame;
        frame.nowX = geometry.nowX.value_or(-1);
        frame.events = m_shown->run().store().eventCount();
        for (const timeline::Bar &bar : geometry.bars) {
            if (jobRow().contains(bar.rect.center())) {
                frame.barRight = bar.rect.right();
            }
        }
        return frame;
    }

    /// The last column of the screen (px of the timeline) in which the row of the job has the
    /// colour of work.
    [[nodiscard]] int barEndOnScreen()
    {
        const QImage row = m_shown->screen(m_shown->timeline(), jobRow().toRect());
        const QRgb working = m_shown->theme().forState(trace::TaskState::Working).fill.rgb();
        for (int x = row.width() - 1; x >= 0; --x) {
            for (int y = 0; y < row.height(); ++y) {
                if (row.pixel(x, y) == working) {
                    return x;
                }
            }
        }
        return -1;
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<AnimationTest>(argc, argv);
}

#include "tst_animation.moc"
