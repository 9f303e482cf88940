// SPDX-License-Identifier: MIT
#include "engine/task/shield.h"

namespace awaitscope::task {

/// The outer future and the two callbacks between it and the task.
class ShieldAwaiter::Shield final : public std::enable_shared_from_this<Shield>
{
public:
    explicit Shield(TaskPtr<TaskBase> inner) : m_inner(std::move(inner)), m_outer(m_inner->loop())
    {
        m_inner->addDoneCallback(m_innerDone);
        m_outer.addDoneCallback(m_outerDone);
    }

    [[nodiscard]] Future<void> &outer() noexcept { return m_outer; }

    /// The awaiter is gone: lives on until its callbacks have run.
    void detach()
    {
        m_isDetached = true;
        if (m_innerDone.isScheduled() || m_outerDone.isScheduled()) {
            m_inner->loop().keep(shared_from_this());
        }
    }

private:
    class InnerDone final : public loop::Handle
    {
    public:
        explicit InnerDone(Shield &shield) noexcept : m_shield(shield) { }

    private:
        void run() override
        {
            m_shield.innerDone();
            m_shield.leaveIfIdle();
        }

        Shield &m_shield;
    };

    class OuterDone final : public loop::Handle
    {
    public:
        explicit OuterDone(Shield &shield) noexcept : m_shield(shield) { }

    private:
        void run() override
        {
            if (!m_shield.m_inner->isDone()) {
                m_shield.m_innerDone.cancel();
            }
            m_shield.leaveIfIdle();
        }

        Shield &m_shield;
    };

    void innerDone()
    {
        if (m_outer.isCancelled()) {
            Q_UNUSED(m_inner->failure()) // counts as retrieved
        } else if (m_inner->isCancelled()) {
            m_outer.cancel(trace::CancelCause::Awaiter);
        } else if (Failure failure = m_inner->failure()) {
            m_outer.setException(std::move(failure));
        } else {
            m_outer.setResult();
        }
    }

    void leaveIfIdle()
    {
        if (m_isDetached && !m_innerDone.isScheduled() && !m_outerDone.isScheduled()) {
            m_inner->loop().drop(this);
        }
    }

    TaskPtr<TaskBase> m_inner;
    Future<void> m_outer;
    InnerDone m_innerDone{*this};
    OuterDone m_outerDone{*this};
    bool m_isDetached = false;
};

ShieldAwaiter::ShieldAwaiter(TaskPtr<TaskBase> inner)
    : Suspension(inner->loop())
    , m_inner(std::move(inner))
    , m_wait(m_inner->loop(), {.kind = trace::WaitKind::Shield, .target = m_inner->id().value})
{
    if (!m_inner->isDone()) {
        m_shield = std::make_shared<Shield>(m_inner);
    }
}

ShieldAwaiter::~ShieldAwaiter()
{
    if (m_shield) {
        m_shield->detach();
    }
}

void ShieldAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    m_wait.begin();
    suspendUntil(caller, m_shield->outer());
}

Failure ShieldAwaiter::settle()
{
    Failure failure = takeFailure();
    if (!failure && !m_shield) {
        failure = m_inner->failure();
    }
    m_wait.end(failure);
    return failure;
}

} // namespace awaitscope::task
