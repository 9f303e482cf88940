// SPDX-License-Identifier: MIT
#include "engine/task/ascompleted.h"

#include <utility>

namespace awaitscope::task {

/// What has ended and was not taken; lives until the last task has reported or time is up.
class AsCompleted::Box final : public std::enable_shared_from_this<Box>
{
public:
    Box(loop::EventLoop &loop, Tasks tasks)
        : m_loop(loop)
        , m_tasks(std::move(tasks))
        , m_callbacks(std::make_unique<TaskDone[]>(m_tasks.size()))
        , m_missing(m_tasks.size())
    { }

    void watch(std::optional<trace::Timestamp> timeout)
    {
        for (std::size_t i = 0; i < m_tasks.size(); ++i) {
            m_callbacks[i].watch(*this, m_tasks[i]);
        }
        if (!m_tasks.empty()) {
            if (timeout) {
                m_loop.callLater(*timeout, m_timer);
            }
            m_loop.keep(shared_from_this());
        }
    }

    [[nodiscard]] loop::EventLoop &loop() const noexcept { return m_loop; }

    [[nodiscard]] bool isEmpty() const noexcept { return m_ended.empty(); }

    void setReader(Future<void> *reader) noexcept { m_reader = reader; }

    /// Null: time was up.
    [[nodiscard]] TaskPtr<TaskBase> take()
    {
        TaskPtr<TaskBase> first = std::move(m_ended.front());
        m_ended.pop_front();
        return first;
    }

private:
    class TaskDone final : public loop::Handle
    {
    public:
        void watch(Box &box, const TaskPtr<TaskBase> &task)
        {
            m_box = &box;
            m_task = task;
            task->addDoneCallback(*this);
        }

    private:
        void run() override { m_box->taskDone(std::move(m_task)); }

        Box *m_box = nullptr;
        TaskPtr<TaskBase> m_task;
    };

    class Timer final : public loop::Handle
    {
    public:
        explicit Timer(Box &box) noexcept : m_box(box) { }

    private:
        void run() override { m_box.timeUp(); }

        Box &m_box;
    };

    void put(TaskPtr<TaskBase> task)
    {
        m_ended.push_back(std::move(task));
        if (m_reader) {
            std::exchange(m_reader, nullptr)->release();
        }
    }

    void taskDone(TaskPtr<TaskBase> task)
    {
        if (m_isTimeUp) {
            return;
        }
        --m_missing;
        put(std::move(task));
        if (m_missing == 0) {
            m_timer.cancel();
            m_loop.drop(this);
        }
    }

    void timeUp()
    {
        m_isTimeUp = true;
        for (std::size_t i = 0; i < m_tasks.size(); ++i) {
            if (!m_callbacks[i].isReady()) {
                m_callbacks[i].cancel();
            }
        }
        for (; m_missing > 0; --m_missing) {
            put({});
        }
    }

    loop::EventLoop &m_loop;
    Tasks m_tasks;
    std::unique_ptr<TaskDone[]> m_callbacks;
    std::deque<TaskPtr<TaskBase>> m_ended;
    Future<void> *m_reader = nullptr; // the one that waits, if any
    std::size_t m_missing;
    bool m_isTimeUp = false;
    Timer m_timer{*this};
};

AsCompleted::AsCompleted(loop::EventLoop &loop, Tasks tasks,
                         std::optional<trace::Timestamp> timeout)
    : m_left(quint32(tasks.size()))
{
    m_box = std::make_shared<Box>(loop, std::move(tasks));
    m_box->watch(timeout);
}

AsCompleted::~AsCompleted() = default;

AsCompleted::NextAwaiter AsCompleted::next()
{
    const quint32 left = m_left--;
    return {m_box->loop(), m_box, left};
}

AsCompleted::NextAwaiter::NextAwaiter(loop::EventLoop &loop, std::shared_ptr<Box> box, quint32 left)
    : Suspension(loop)
    , m_box(std::move(box))
    , m_arrival(loop)
    , m_wait(loop, {.kind = trace::WaitKind::AsCompleted, .target = left})
{ }

bool AsCompleted::NextAwaiter::await_ready() const noexcept
{
    return !m_box->isEmpty() || refusesToWait();
}

void AsCompleted::NextAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    m_wait.begin();
    m_box->setReader(&m_arrival);
    suspendUntil(caller, m_arrival);
}

Failure AsCompleted::NextAwaiter::settle()
{
    Failure failure = takeFailure();
    m_box->setReader(nullptr);
    if (!failure) {
        m_task = m_box->take();
        if (!m_task) {
            failure = Failure::timedOut();
        }
    }
    m_wait.end(failure);
    return failure;
}

} // namespace awaitscope::task
