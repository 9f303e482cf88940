// SPDX-License-Identifier: MIT
#include <engine/bridge/await.h>
#include <engine/bridge/liveloop.h>
#include <engine/loop/eventloop.h>
#include <engine/sync/semaphore.h>
#include <engine/task/gather.h>
#include <engine/task/sleep.h>
#include <engine/task/taskgroup.h>
#include <engine/task/timeout.h>
#include <engine/trace/recorder.h>

#include <QCoreApplication>
#include <QTextStream>

#include <cstdlib>

// What a program that is not part of Awaitscope does with its engine.

using namespace awaitscope;
using task::Coro;

constexpr trace::Timestamp ms = trace::nanosecondsPerMillisecond;

/// Has signals and slots by their keywords, as many programs do.
class Progress : public QObject
{
    Q_OBJECT

signals:
    void advanced(int count);

public slots:

    void advance() { emit advanced(++m_count); }

private:
    int m_count = 0;
};

struct Shared
{
    explicit Shared(loop::EventLoop &loop) : gpu(loop, 2, "gpu") { }

    sync::Semaphore gpu;
    Progress progress;
    int cancelled = 0;
};

Coro<int> infer(loop::EventLoop *loop, Shared *shared, int number)
{
    co_await shared->gpu.acquire();
    task::Failure failure;
    try {
        co_await task::sleep(*loop, 10 * ms);
    } catch (const task::CancelledError &) {
        ++shared->cancelled;
        failure = task::Failure::current();
    }
    shared->gpu.release();
    failure.raise();
    shared->progress.advance();
    co_return number;
}

Coro<> inGroup(task::TaskGroup &group, loop::EventLoop *loop, Shared *shared)
{
    for (int i = 0; i < 4; ++i) {
        Q_UNUSED(group.createTask("infer", infer, loop, shared, i));
    }
    co_return;
}

Coro<int> runMain(loop::EventLoop *loop, Shared *shared)
{
    auto heard = bridge::await(*loop, &shared->progress, &Progress::advanced);
    std::vector<task::TaskPtr<task::Task<int>>> tasks;
    for (int i = 0; i < 5; ++i) {
        tasks.push_back(task::createTask(*loop, "infer", infer, loop, shared, i));
    }
    const std::vector<int> values = co_await task::gather(*loop, tasks);
    int sum = co_await heard;
    for (const int value : values) {
        sum += value;
    }
    co_await task::withTaskGroup(*loop, inGroup, loop, shared);
    try {
        co_await task::within(*loop, 5 * ms, infer, loop, shared, 100);
    } catch (const task::TimeoutError &) {
        sum += 1000;
    }
    co_return sum;
}

/// What is wrong; null if nothing is.
const char *problemWith(const Shared &shared, task::Task<int> &main)
{
    if (!main.isDone() || main.result() != 1011) {
        return "the sum is wrong";
    }
    if (shared.cancelled != 1) {
        return "the late one was not cancelled";
    }
    return shared.gpu.held() == 0 ? nullptr : "a slot was not given back";
}

const char *runInVirtualTime(trace::Recorder *recorder)
{
    loop::EventLoop loop(recorder);
    Shared shared(loop);
    const auto main = task::createTask(loop, "main", runMain, &loop, &shared);
    while (loop.runTurn() == loop::EventLoop::Progress::TurnDone) { }
    return loop.now() == 55 * ms ? problemWith(shared, *main) : "the time is wrong";
}

const char *runInRealTime(QCoreApplication &application)
{
    bridge::LiveLoop live;
    Shared shared(live.loop());
    const auto main = task::createTask(live.loop(), "main", runMain, &live.loop(), &shared);
    live.setMain(task::TaskPtr<task::TaskBase>(main.data()));
    QObject::connect(&live, &bridge::LiveLoop::drained, &application, &QCoreApplication::quit);
    application.exec();
    return problemWith(shared, *main);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    trace::TraceStore store;
    trace::Recorder recorder(store);
    for (const char *const problem :
         {runInVirtualTime(nullptr), runInVirtualTime(&recorder), runInRealTime(application)}) {
        if (problem) {
            QTextStream(stderr) << problem << '\n';
            return EXIT_FAILURE;
        }
    }
    if (store.taskCount() != 10 || store.resourceCount() != 1) {
        QTextStream(stderr) << "the recording is not complete\n";
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

#include "main.moc"
