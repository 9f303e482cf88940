// SPDX-License-Identifier: MIT
#include "engine/task/gather.h"

#include <algorithm>
#include <unordered_set>

namespace awaitscope::task {

class Gathering::ChildDone final : public loop::Handle
{
public:
    void watch(Gathering &gathering, TaskBase &child)
    {
        m_gathering = &gathering;
        m_child = &child;
        child.addDoneCallback(*this);
    }

private:
    void run() override { m_gathering->childDone(*m_child); }

    Gathering *m_gathering = nullptr;
    TaskBase *m_child = nullptr;
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
    std::vector<TaskBase *> distinct;
    distinct.reserve(m_children.size());
    for (const auto &child : m_children) {
        distinct.push_back(child.data());
    }
    const auto isNotNewer = [](const TaskBase *a, const TaskBase *b) { return a->id() >= b->id(); };
    if (std::ranges::adjacent_find(distinct, isNotNewer) != distinct.end()) {
        std::unordered_set<TaskBase *> seen;
        std::erase_if(distinct, [&](TaskBase *child) { return !seen.insert(child).second; });
    }
    m_left = distinct.size();
    if (distinct.empty()) {
        completeWithValue();
        return;
    }
    m_callbacks = std::make_unique<ChildDone[]>(distinct.size());
    std::vector<TaskBase *> done;
    for (std::size_t i = 0; i < distinct.size(); ++i) {
        if (distinct[i]->isDone()) {
            done.push_back(distinct[i]);
        } else {
            m_callbacks[i].watch(*this, *distinct[i]);
        }
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

namespace {

    [[nodiscard]] std::vector<trace::TaskId> idsOf(const loop::EventLoop &loop,
                                                   const Gathering::Children &children)
    {
        std::vector<trace::TaskId> ids;
        if (loop.observer()) {
            ids.reserve(children.size());
            std::ranges::transform(children, std::back_inserter(ids),
                                   [](const auto &child) { return child->id(); });
        }
        return ids;
    }

} // namespace

GatherAwaiter::GatherAwaiter(loop::EventLoop &loop, Gathering::Children children,
                             ReturnExceptions mode)
    : Suspension(loop)
    , m_gathering(Gathering::create(loop, std::move(children), mode))
    , m_targets(idsOf(loop, m_gathering->children()))
    , m_wait(loop, {.kind = trace::WaitKind::Gather, .targets = m_targets})
{ }

void GatherAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    m_wait.begin();
    suspend(caller, m_gathering.get());
}

Failure GatherAwaiter::settle()
{
    Failure failure = takeFailure();
    if (!failure && m_gathering->isDone()) {
        failure = m_gathering->failure();
    }
    m_wait.end(failure);
    return failure;
}

} // namespace awaitscope::task
