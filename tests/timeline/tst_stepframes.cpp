// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"
#include "ui/timeline/stepframes.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;

namespace {

constexpr double timeLeft = View::labelWidth;
constexpr double rowTop = View::rulerHeight;
constexpr double rowHeight = TrackLayout::rowHeight;

/// The frame of [begin, end) ms on a row of the scene.
[[nodiscard]] QRectF frame(int row, double begin, double end)
{
    return {timeLeft + begin, rowTop + row * rowHeight + 2, end - begin, rowHeight - 4};
}

using Frames = std::vector<QRectF>;

} // namespace

class StepFramesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_scene = std::make_unique<Scene>();
        m_time = 0;
    }

    void spansOfTheStepAreFramed()
    {
        const TaskId first = m_scene->writer.task("main");
        sleepAt(first, 1, 100);
        sleepAt(first, 2, 250);
        sleepAt(first, 3, 400);
        const TaskId second = m_scene->writer.task("job", first);
        sleepAt(second, 2, 450);
        QCOMPARE(frames(2, 2), (Frames{frame(0, 100, 250), frame(1, 400, 450)}));
        QCOMPARE(frames(1, 1), (Frames{frame(0, 0, 100)}));
        QCOMPARE(frames(4, 9), Frames());
    }

    void neighboursShareAFrame()
    {
        const TaskId task = m_scene->writer.task("main");
        for (quint32 step : {1U, 2U, 3U, 1U}) {
            sleepAt(task, step, m_time + 100);
        }
        QCOMPARE(frames(1, 2), (Frames{frame(0, 0, 200), frame(0, 300, 400)}));
        QCOMPARE(frames(1, 3), (Frames{frame(0, 0, 400)}));
    }

    void openSpansLastUntilNow()
    {
        const TaskId task = m_scene->writer.task("main");
        m_scene->writer.step(StepId(7)).sleep(task);
        m_scene->setNow(333);
        QCOMPARE(frames(7, 7), (Frames{frame(0, 0, 333)}));
    }

    void shortSpansAreFramedTogether()
    {
        const TaskId task = m_scene->writer.task("main");
        sleepAt(task, 1, 100);
        for (int i = 0; i < 40; ++i) {
            sleepAt(task, i == 17 ? 2 : 3, m_time + 0.01);
        }
        sleepAt(task, 1, 200);
        QCOMPARE(frames(2, 2), (Frames{frame(0, 100, 101)}));
    }

    void framesAreClipped()
    {
        const TaskId task = m_scene->writer.task("main");
        sleepAt(task, 1, 900);
        m_scene->view.scale.setRange({awaitscope::tests::TraceWriter::milliseconds(300),
                                      awaitscope::tests::TraceWriter::milliseconds(1300)});
        QCOMPARE(frames(1, 1), (Frames{frame(0, 0, 600)}));
        m_scene->view.scrollY = 10;
        for (int i = 0; i < 9; ++i) {
            m_scene->writer.task("more", task);
        }
        QCOMPARE(frames(1, 1), (Frames{QRectF(timeLeft, rowTop, 600, rowHeight - 12)}));
    }

    void linesAreInsideOfTheFrame()
    {
        QImage image(40, 30, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintStepFrames(painter, {QRectF(10, 5, 20, 18)}, Theme::dark());
        painter.end();
        const QColor line = Theme::dark().text;
        QCOMPARE(image.pixelColor(10, 5), line);
        QCOMPARE(image.pixelColor(29, 22), line);
        QCOMPARE(image.pixelColor(11, 14), line);
        QCOMPARE(image.pixelColor(12, 7), QColor(Qt::white));
        QCOMPARE(image.pixelColor(9, 14), QColor(Qt::white));
        QCOMPARE(image.pixelColor(30, 14), QColor(Qt::white));
    }

private:
    /// The task sleeps at a step until a time (ms).
    void sleepAt(TaskId task, quint32 step, double until)
    {
        m_scene->writer.step(StepId(step)).sleep(task).at(until).resume(task);
        m_time = until;
    }

    [[nodiscard]] Frames frames(quint32 first, quint32 last)
    {
        const TimelineModel model(m_scene->writer.store(), m_scene->writer.builder());
        return stepFrames(model, TrackLayout(m_scene->writer.store()), m_scene->view,
                          {StepId(first), StepId(last)});
    }

    std::unique_ptr<Scene> m_scene;
    double m_time = 0;
};

QTEST_GUILESS_MAIN(StepFramesTest)
#include "tst_stepframes.moc"
