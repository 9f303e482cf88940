// SPDX-License-Identifier: MIT
#include "engine/task/gather.h"

#include <algorithm>
#include <memory>
#include <unordered_set>

namespace awaitscope::task {

class Gathering::ChildDone final : public loop::Handle
{
public:
    ChildDone(Gathering &gathering, std::size_t index) noexcept
        : m_index(quint32(index)), m_gathering(gathering)
    { }

private:
    void run() override { m_gathering.reported(m_index); }

    quint32 m_index; // of the child
    Gathering &m_gathering;
};

/// The callbacks of a few children that follow each other, in the pool of the loop: memory goes
/// back to it while the others run on.
class Gathering::Block
{
public:
    static constexpr std::size_t capacity = memory::Pool::largestBlock / sizeof(ChildDone);

    /// For the @p count children from index @p first on.
    Block(Gathering &gathering, std::size_t first, std::size_t count)
        : m_callbacks(
            static_cast<ChildDone *>(gathering.loop().pool().allocate(count * sizeof(ChildDone))))
        , m_count(count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            new (m_callbacks + i) ChildDone(gathering, first + i);
        }
    }

    Block(Block &&other) noexcept
        : m_callbacks(other.m_callbacks)
        , m_count(std::exchange(other.m_count, 0))
        , m_left(other.m_left)
    { }

    ~Block() { release(); }

    void watch(std::size_t index, TaskBase &child)
    {
        ++m_left;
        child.addDoneCallback(m_callbacks[index % capacity]);
    }

    /// One of them has run; when all have, others get the memory.
    void reported()
    {
        if (--m_left == 0) {
            release();
        }
    }

private:
    void release()
    {
        if (m_count > 0) {
            std::destroy_n(m_callbacks, std::exchange(m_count, 0));
            memory::Pool::deallocate(m_callbacks);
        }
    }

    ChildDone *m_callbacks;
    std::size_t m_count;
    std::size_t m_left = 0; // that are watched and have not reported
};

std::shared_ptr<Gathering> Gathering::create(loop::EventLoop &loop, Children children,
                                             ReturnExceptions returnExceptions)
{
    std::shared_ptr<Gathering> gathering(
        new Gathering(loop, std::move(children), returnExceptions));
    gathering->watch();
    return gathering;
}

Gathering::Gathering(loop::EventLoop &loop, Children children, ReturnExceptions returnExceptions)
    : FutureBase(loop), m_children(std::move(children)), m_returnExceptions(returnExceptions)
{ }

Gathering::~Gathering() = default;

void Gathering::watch()
{
    const auto isNotNewer = [](const auto &a, const auto &b) { return a->id() >= b->id(); };
    const bool mayRepeat = std::ranges::adjacent_find(m_children, isNotNewer) != m_children.end();
    std::unordered_set<const TaskBase *> seen;
    std::vector<TaskBase *> done;
    m_blocks.reserve(m_children.size() / Block::capacity + 1);
    for (std::size_t i = 0; i < m_children.size(); ++i) {
        if (i % Block::capacity == 0) {
            m_blocks.emplace_back(*this, i, std::min(Block::capacity, m_children.size() - i));
        }
        if (mayRepeat && !seen.insert(m_children[i].data()).second) {
            continue;
        }
        ++m_left;
        if (m_children[i]->isDone()) {
            done.push_back(m_children[i].data());
        } else {
            m_blocks.back().watch(i, *m_children[i]);
        }
    }
    if (m_left == 0) {
        completeWithValue();
    }
    for (TaskBase *const child : done) {
        childDone(*child);
    }
}

Gathering::CancelStep Gathering::beginCancel(trace::CancelCause)
{
    return isDone() ? CancelStep::Refused : CancelStep::PassedOn;
}

Gathering::Inner Gathering::innerToCancel(std::size_t index)
{
    return index < m_children.size() ? Inner{m_children[index].data(), trace::CancelCause::Gather}
                                     : Inner{};
}

bool Gathering::endCancel(bool isInnerAccepted)
{
    m_isCancelRequested |= isInnerAccepted;
    return isInnerAccepted;
}

/// The callback that calls this may be gone when it returns.
void Gathering::reported(std::size_t index)
{
    m_blocks[index / Block::capacity].reported();
    childDone(*m_children[index]);
}

void Gathering::childDone(TaskBase &child)
{
    --m_left;
    if (isDone()) {
        Q_UNUSED(child.failure()) // counts as retrieved
    } else if (Failure failure =
                   m_returnExceptions == ReturnExceptions::No ? child.failure() : Failure()) {
        completeWithError(std::move(failure));
    } else if (m_left == 0) {
        for (const auto &each : m_children) {
            Q_UNUSED(each->failure())
        }
        if (m_isCancelRequested) {
            completeWithError(Failure::cancelled());
        } else {
            completeWithValue();
        }
    }
    if (m_left == 0 && m_isDetached) {
        loop().drop(this);
    }
}

void Gathering::detach()
{
    if (m_left > 0 && !std::exchange(m_isDetached, true)) {
        loop().keep(shared_from_this());
    }
}

GatherAwaiter::GatherAwaiter(loop::EventLoop &loop, Gathering::Children children,
                             ReturnExceptions mode)
    : Suspension(loop), m_gathering(Gathering::create(loop, std::move(children), mode))
{ }

void GatherAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    const std::vector<trace::TaskId> targets = this->targets();
    reportWaiting(loop(), {.kind = trace::WaitKind::Gather, .targets = targets});
    suspend(caller, m_gathering.get());
}

Failure GatherAwaiter::settle()
{
    Failure failure = takeFailure();
    if (!failure && m_gathering->isDone()) {
        failure = m_gathering->failure();
    }
    if (isSuspended()) {
        const std::vector<trace::TaskId> targets = this->targets();
        reportResumed(loop(), {.kind = trace::WaitKind::Gather, .targets = targets}, failure);
    }
    return failure;
}

std::vector<trace::TaskId> GatherAwaiter::targets() const
{
    std::vector<trace::TaskId> ids;
    if (loop().observer()) {
        ids.reserve(children().size());
        std::ranges::transform(children(), std::back_inserter(ids),
                               [](const auto &child) { return child->id(); });
    }
    return ids;
}

} // namespace awaitscope::task
