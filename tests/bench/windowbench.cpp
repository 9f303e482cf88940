// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gallery.h"
#include "app/session.h"
#include "app/window.h"
#include "tests/bench/processortime.h"
#include "ui/mainwindow.h"
#include "ui/widgets/timelinewidget.h"

#include <QApplication>
#include <QMouseEvent>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <optional>

using namespace awaitscope;
using bench::secondsOf;

namespace {

constexpr auto startedAt = "AWAITSCOPE_BENCH_START"; // s on the monotonic clock

[[nodiscard]] double wallSeconds()
{
    return secondsOf(CLOCK_MONOTONIC);
}

[[nodiscard]] double quantile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, std::size_t(share * double(values.size())))];
}

void print(const char *figure, double value)
{
    std::printf("{\"figure\": \"%s\", \"value\": %.6f}\n", figure, value);
}

void printDetail(const char *what, double value)
{
    if (qEnvironmentVariableIsSet("AWAITSCOPE_BENCH_DETAILS")) {
        std::fprintf(stderr, "%s: %.2f\n", what, value);
    }
}

/// Ends the program once the first timeline was painted, and what was painted is on its way to the
/// display; prints how long after its start (ms) that was.
class FirstFrame final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && qobject_cast<widgets::TimelineWidget *>(watched)
            && !m_isPainted) {
            m_isPainted = true;
            QTimer::singleShot(0, this, [] {
                const double start = qEnvironmentVariable(startedAt).toDouble();
                std::printf("%.3f\n", (wallSeconds() - start) * 1000);
                printDetail("processor time of the first frame, ms",
                            bench::processorSeconds() * 1000);
                std::fflush(stdout);
                QApplication::quit();
            });
        }
        return false;
    }

private:
    bool m_isPainted = false;
};

void watchFirstFrame()
{
    qApp->installEventFilter(new FirstFrame(qApp));
}

/// The program as it starts without arguments.
[[nodiscard]] int showFirstFrame(int argc, char *argv[])
{
    qAddPreRoutine(watchFirstFrame);
    return app::runWindow(argc, argv, {});
}

/// How long (ms) it takes from the start of a process to its first frame, the cache warm.
[[nodiscard]] double firstFrame(const QString &program)
{
    std::vector<double> times;
    for (int start = 0; start < 10; ++start) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(startedAt), QString::number(wallSeconds(), 'f', 6));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program, {QStringLiteral("first")});
        process.waitForFinished(60'000);
        if (start > 0) {
            times.push_back(process.readAllStandardOutput().toDouble());
        }
    }
    return quantile(times, 0.5);
}

// All of them live as long as the run, and none waits for another.
constexpr int liveTasks = 100'000;
constexpr auto liveScenario = R"({"name": "live", "seed": 1,
  "tasks": {"worker": [{"repeat": {"times": 1000000, "do": [
                {"sleep": {"uniform": [0.001, 0.1]}}]}}]},
  "main": [{"gather": [{"template": "worker", "count": %1}]}]})";

/// A window that follows a run of very many tasks.
class LiveWindow
{
public:
    LiveWindow()
    {
        m_window.resize(1920, 1080);
        m_window.show();
        m_session.runText(QString::fromLatin1(liveScenario).arg(liveTasks).toUtf8(), {});
        QObject::connect(&timeline(), &widgets::TimelineWidget::painted, &m_window,
                         [this] { painted(); });
        m_session.run()->setSpeed(run::Run::maxSpeed);
    }

    /// Prints how long (ms) frames come after each other, and how many (1: the next) it takes until
    /// the click on a cancel button is to be seen.
    void measure()
    {
        while (m_session.run()->store().taskCount() <= liveTasks || m_frames < 20) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        m_intervals.clear();
        m_processor.clear();
        constexpr double duration = 5; // s
        for (const double begin = wallSeconds(); wallSeconds() - begin < duration;) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        print("Window live p99", quantile(m_intervals, 0.99) * 1000);
        printDetail("median between frames, ms", quantile(m_intervals, 0.5) * 1000);
        printDetail("p99 between frames, ms of processor time", quantile(m_processor, 0.99) * 1000);
        printDetail("most between frames, ms of processor time", quantile(m_processor, 1) * 1000);
        printDetail("frames", double(m_intervals.size()));
        printDetail("million events", double(m_session.run()->store().eventCount()) / 1e6);
        print("Window cancel", framesUntilCancelIsShown());
    }

private:
    [[nodiscard]] widgets::TimelineWidget &timeline() { return m_window.timeline(); }

    void painted()
    {
        const double now = wallSeconds();
        const double processor = bench::threadSeconds();
        if (m_frames++ > 0) {
            m_intervals.push_back(now - m_lastFrame);
            m_processor.push_back(processor - m_lastProcessor);
        }
        m_lastFrame = now;
        m_lastProcessor = processor;
    }

    [[nodiscard]] int framesUntilCancelIsShown()
    {
        std::optional<QPointF> place;
        trace::TaskId task;
        const timeline::View &view = timeline().view();
        for (double y = view.viewport.bottom() - 1; y > 0 && !place; y -= 4) {
            for (double x = 0; x < view.timeLeft() && !place; x += 4) {
                const timeline::Hit hit = timeline().hitAt({x, y});
                if (hit.what == timeline::Hit::What::CancelButton) {
                    place = QPointF(x, y);
                    task = hit.task;
                }
            }
        }
        if (!place) {
            std::fputs("no cancel button is shown\n", stderr);
            return 1000;
        }
        for (const QEvent::Type type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
            QMouseEvent event(type, *place, timeline().mapToGlobal(*place), Qt::LeftButton,
                              type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton,
                              Qt::NoModifier);
            QApplication::sendEvent(&timeline(), &event);
        }
        const int before = m_frames;
        const trace::SpanBuilder &spans = timeline().trace()->spans();
        bool isShown = false;
        const auto connection =
            QObject::connect(&timeline(), &widgets::TimelineWidget::painted, &m_window, [&] {
                isShown = isShown || view.cancelPending.contains(task) // or already asked for
                    || spans.life(task).cancelRequested || !spans.life(task).isAlive();
            });
        while (!isShown && m_frames < before + 1000) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        QObject::disconnect(connection);
        return m_frames - before;
    }

    MainWindow m_window{app::gallery()};
    app::Session m_session{m_window};
    int m_frames = 0;
    double m_lastFrame = 0;
    double m_lastProcessor = 0;
    std::vector<double> m_intervals;
    std::vector<double> m_processor;
};

} // namespace

/// Measures the window of the program on a display: how soon it is there, and how it stands a run
/// of very many tasks. With a word, the one or the other by itself.
int main(int argc, char *argv[])
{
    const QByteArray word(argc > 1 ? argv[1] : "");
    if (word == "first") {
        return showFirstFrame(argc, argv);
    }
    const QTemporaryDir folder; // neither finds nor changes what the user has settled
    qputenv("XDG_CONFIG_HOME", folder.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", folder.path().toLocal8Bit());
    if (word != "live") {
        print("Window first frame", firstFrame(QString::fromLocal8Bit(argv[0])));
    }
    if (word != "start") {
        QApplication::setStyle(QStringLiteral("Fusion"));
        const QApplication application(argc, argv);
        LiveWindow().measure();
    }
    return 0;
}
