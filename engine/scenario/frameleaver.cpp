// SPDX-License-Identifier: MIT
#include "engine/scenario/frameleaver.h"

#include "engine/scenario/draws.h"
#include "engine/scenario/interpreter.h"

#include <algorithm>

namespace awaitscope::scenario {

using task::Failure;
using trace::TaskEventKind;

namespace {

    /// The name by which handlers know an error: a group's members do not count.
    [[nodiscard]] std::string matcherName(const std::string &error)
    {
        return error.starts_with("Group[") ? "Group" : error;
    }

    [[nodiscard]] const Handler *handlerFor(const TryStep &step, const Failure &failure)
    {
        const std::string name = matcherName(failure.name());
        const auto find = [&](QByteArrayView matcher) -> const Handler * {
            const auto found = std::ranges::find_if(
                step.handlers, [&](const Handler &handler) { return handler.matcher == matcher; });
            return found == step.handlers.end() ? nullptr : &*found;
        };
        if (const Handler *const exact = find(QByteArrayView(name))) {
            return exact;
        }
        if (!failure.isCancelled()) {
            if (const Handler *const error = find("Error")) {
                return error;
            }
        }
        return find("Any");
    }

    [[nodiscard]] bool isRetried(const RetryStep &step, const Failure &failure)
    {
        if (failure.isCancelled()) {
            return false;
        }
        const std::string name = matcherName(failure.name());
        return std::ranges::any_of(step.on, [&](const QByteArray &matcher) {
            return matcher == QByteArrayView(name) || matcher == "Error" || matcher == "Any";
        });
    }

} // namespace

void FrameLeaver::leave()
{
    std::visit([this](auto &frame) { leaveFrame(frame); }, m_machine.m_frames.back().kind);
}

void FrameLeaver::resumed(Failure failure)
{
    std::visit([&](auto &frame) { resumeFrame(frame, std::move(failure)); },
               m_machine.m_frames.back().kind);
}

void FrameLeaver::restart(const Steps &steps)
{
    m_machine.m_frames.back().steps = &steps;
    m_machine.m_frames.back().next = 0;
}

void FrameLeaver::leaveFrame(BranchFrame &)
{
    m_machine.pop();
}

void FrameLeaver::leaveFrame(TemplateFrame &)
{
    m_machine.pop();
    if (m_machine.m_ending.isReturn() && !m_machine.m_frames.empty()) {
        m_machine.m_ending = Ending(); // a call drops what its template returns
    }
}

void FrameLeaver::leaveFrame(RepeatFrame &frame)
{
    if (m_machine.m_ending.isNormal() && frame.left > 0) {
        --frame.left;
        m_machine.m_frames.back().next = 0;
    } else {
        m_machine.pop();
    }
}

void FrameLeaver::leaveFrame(RetryFrame &frame)
{
    const Ending &ending = m_machine.m_ending;
    if (frame.phase == RetryFrame::Phase::Backoff && ending.isNormal()) {
        frame.scale = frame.scale * frame.step->factor;
        frame.phase = RetryFrame::Phase::Body;
        restart(frame.step->body);
        return;
    }
    if (frame.phase == RetryFrame::Phase::Backoff || !ending.isError()
        || !isRetried(*frame.step, ending.failure())) {
        m_machine.pop();
        return;
    }
    trace::Recorder &recorder = m_interpreter.recorder();
    recorder.record(TaskEventKind::AttemptFailed, m_task.id(),
                    recorder.store().intern(ending.failure().name()).value, frame.attempt);
    if (frame.attempt == frame.step->attempts) {
        m_machine.pop();
        return;
    }
    ++frame.attempt;
    m_machine.m_ending = Ending();
    if (!frame.step->backoff) {
        restart(frame.step->body);
        return;
    }
    frame.phase = RetryFrame::Phase::Backoff;
    m_machine.m_frames.back().next =
        quint32(frame.step->body.size()); // what the error left out stays out
    const Timestamp base = draw(*frame.step->backoff, m_task.stream());
    m_machine.m_wait.emplace<task::SleepAwaiter>(
        m_interpreter.loop(), roundNs(double(base) * frame.scale), trace::WaitKind::Backoff);
}

void FrameLeaver::leaveFrame(HeldFrame &frame)
{
    const ResourceId resource = frame.resource;
    m_machine.pop();
    m_interpreter.resources().release(resource);
}

void FrameLeaver::leaveFrame(ScopeFrame &frame)
{
    const std::unique_ptr<task::Timeout> timeout = std::move(frame.timeout);
    m_machine.pop();
    const bool wasCancelled = m_machine.m_ending.isCancelled();
    Failure failure = timeout->leave(m_machine.m_ending.failure());
    if (!failure) {
        return;
    }
    if (wasCancelled && !failure.isCancelled()) {
        m_machine.m_isInCleanup = false; // the scope has told so
    }
    m_machine.m_ending = Ending::failed(std::move(failure));
}

void FrameLeaver::leaveFrame(GroupFrame &frame)
{
    frame.isLeaving = true;
    frame.bodyEnding = std::exchange(m_machine.m_ending, {});
    m_machine.m_wait.emplace(frame.group->leave(frame.bodyEnding.failure()));
}

void FrameLeaver::resumeFrame(GroupFrame &frame, Failure failure)
{
    Ending ending = failure ? Ending::failed(std::move(failure)) : std::move(frame.bodyEnding);
    m_machine.m_isInCleanup |= frame.group->wasInterrupted();
    m_machine.m_wait.reset();
    m_machine.pop();
    m_machine.m_ending = std::move(ending);
    m_machine.noteCleanup();
}

void FrameLeaver::leaveFrame(TryFrame &frame)
{
    Ending &ending = m_machine.m_ending;
    switch (frame.phase) {
    case TryFrame::Phase::Body:
        if (ending.isError()) {
            if (const Handler *const handler = handlerFor(*frame.step, ending.failure())) {
                handle(frame, *handler);
                return;
            }
        }
        finallyThen(frame, std::exchange(ending, {}));
        return;
    case TryFrame::Phase::Handler:
        if (ending.isNormal() && frame.handler->reraise) {
            ending = std::move(frame.pending);
        }
        frame.pending = Ending();
        finallyThen(frame, std::exchange(ending, {}));
        return;
    case TryFrame::Phase::Finally:
        if (ending.isNormal()) {
            ending = std::move(frame.pending);
        }
        m_machine.pop();
        return;
    }
}

void FrameLeaver::handle(TryFrame &frame, const Handler &handler)
{
    trace::Recorder &recorder = m_interpreter.recorder();
    recorder.record(TaskEventKind::Caught, m_task.id(),
                    recorder.store().intern(m_machine.m_ending.failure().name()).value);
    frame.phase = TryFrame::Phase::Handler;
    frame.handler = &handler;
    frame.pending = std::exchange(m_machine.m_ending, {});
    restart(handler.body);
}

void FrameLeaver::finallyThen(TryFrame &frame, Ending ending)
{
    frame.phase = TryFrame::Phase::Finally;
    frame.pending = std::move(ending);
    restart(frame.step->finally);
}

void FrameLeaver::leaveFrame(CompletionsFrame &frame)
{
    if (!m_machine.m_ending.isNormal() || frame.source->left() == 0) {
        m_machine.pop();
        return;
    }
    auto next = [&] { return frame.source->next(); };
    m_machine.m_wait.emplaceFrom<task::AsCompleted::NextAwaiter>(next);
}

void FrameLeaver::resumeFrame(CompletionsFrame &frame, Failure failure)
{
    if (!failure) {
        const auto task = m_machine.m_wait.get<task::AsCompleted::NextAwaiter>().takeTask();
        m_interpreter.recorder().record(TaskEventKind::Completed, m_task.id(), task->id().value);
        failure = task->failure();
    }
    if (failure) {
        m_machine.fail(std::move(failure));
        return;
    }
    restart(frame.step->body);
}

void FrameLeaver::leaveFrame(AwaitFrame &frame)
{
    if (!m_machine.m_ending.isNormal() || frame.next == frame.tasks.size()) {
        m_machine.pop();
        return;
    }
    m_machine.m_wait.emplace<AnyWait::TaskEnd>(*frame.tasks.at(frame.next++));
}

} // namespace awaitscope::scenario
