// SPDX-License-Identifier: MIT
#include "engine/formats/eventbytes.h"

#include <QtEndian>

#include <array>

namespace awaitscope::formats {

using trace::TaskEvent;
using trace::TaskEventKind;
using trace::WaitKind;

namespace {

    /// What the numbers of an event may be.
    class Checker
    {
    public:
        Checker(const trace::TraceStore &store, quint32 textCount, quint32 listCount)
            : m_store(store), m_textCount(textCount), m_listCount(listCount)
        { }

        [[nodiscard]] bool isSound(const TaskEvent &event) const
        {
            return event.time >= 0 && event.time <= trace::endOfTime && isTask(event.task.value)
                && event.resource.value <= m_store.resourceCount() && isKind(event)
                && (!needsTask(event.kind) || event.task)
                && (!needsResource(event) || event.resource) && refers(event);
        }

    private:
        [[nodiscard]] bool isTask(quint32 task) const { return task <= m_store.taskCount(); }

        [[nodiscard]] bool isText(quint32 text) const { return text < m_textCount; }

        [[nodiscard]] bool isList(qint64 list) const { return list >= 0 && list < m_listCount; }

        [[nodiscard]] bool isValue(quint32 bits) const
        {
            const auto value = trace::ValueId::fromBits(bits);
            return value.number() || isText(bits);
        }

        [[nodiscard]] static bool isKind(const TaskEvent &event)
        {
            const auto last = [&] {
                switch (event.kind) {
                case TaskEventKind::Waiting:
                case TaskEventKind::Resumed:
                    return int(WaitKind::AsCompleted);
                case TaskEventKind::CancelRequested:
                    return int(trace::CancelCause::Shutdown);
                case TaskEventKind::CleanupEnded:
                    return int(trace::CleanupEnd::Replaced);
                default:
                    return 255;
                }
            };
            return event.kind <= TaskEventKind::Destroyed && int(event.what) <= last();
        }

        [[nodiscard]] static bool needsTask(TaskEventKind kind)
        {
            switch (kind) {
            case TaskEventKind::Slots:
            case TaskEventKind::Resized:
            case TaskEventKind::Intervention:
            case TaskEventKind::Shutdown:
            case TaskEventKind::Deadlock:
            case TaskEventKind::End:
                return false;
            default:
                return true;
            }
        }

        [[nodiscard]] static bool needsResource(const TaskEvent &event)
        {
            if (event.kind == TaskEventKind::Waiting || event.kind == TaskEventKind::Resumed) {
                return trace::hasUsage(event.wait());
            }
            return event.kind >= TaskEventKind::Acquired && event.kind <= TaskEventKind::Resized;
        }

        [[nodiscard]] bool refers(const TaskEvent &event) const
        {
            switch (event.kind) {
            case TaskEventKind::Failed:
            case TaskEventKind::Caught:
            case TaskEventKind::AttemptFailed:
            case TaskEventKind::Marker:
            case TaskEventKind::ShutdownError:
            case TaskEventKind::NeverRetrieved:
                return isText(event.a);
            case TaskEventKind::Finished:
            case TaskEventKind::Put:
            case TaskEventKind::Got:
                return isValue(event.a);
            case TaskEventKind::Acquired:
            case TaskEventKind::CancelRequested:
            case TaskEventKind::Completed:
                return isTask(event.a);
            case TaskEventKind::Shutdown:
            case TaskEventKind::Deadlock:
                return isList(event.a) && areTasks(event.a);
            case TaskEventKind::Waited:
                return isList(event.a) && isList(event.b) && areTasks(event.a)
                    && areTasks(quint32(event.b));
            case TaskEventKind::Results:
                return isList(event.a) && isList(event.b) && areTasks(event.a)
                    && areResults(quint32(event.b));
            case TaskEventKind::Waiting:
                return isTarget(event.wait(), event.a);
            case TaskEventKind::Resumed:
                return isText(event.a) && isTarget(event.wait(), event.b);
            default:
                return true;
            }
        }

        [[nodiscard]] bool isTarget(WaitKind wait, qint64 target) const
        {
            switch (wait) {
            case WaitKind::Task:
            case WaitKind::WaitFor:
            case WaitKind::Shield:
                return target >= 0 && target <= m_store.taskCount();
            case WaitKind::Gather:
            case WaitKind::Wait:
            case WaitKind::TaskGroup:
                return isList(target) && areTasks(quint32(target));
            default:
                return true;
            }
        }

        [[nodiscard]] bool areTasks(quint32 list) const
        {
            for (const quint32 task : m_store.list(trace::ListId(list))) {
                if (task == 0 || !isTask(task)) {
                    return false;
                }
            }
            return true;
        }

        [[nodiscard]] bool areResults(quint32 list) const
        {
            const std::span<const quint32> results = m_store.list(trace::ListId(list));
            for (std::size_t i = 0; i + 1 < results.size(); i += 2) {
                if (!(results[i] == 0 ? isValue(results[i + 1]) : isText(results[i + 1]))) {
                    return false;
                }
            }
            return results.size() % 2 == 0;
        }

        const trace::TraceStore &m_store;
        quint32 m_textCount;
        quint32 m_listCount;
    };

} // namespace

void appendEvent(QByteArray &bytes, const TaskEvent &event)
{
    std::array<char, eventSize> packed{};
    char *at = packed.data();
    const auto put = [&at](auto number) {
        qToLittleEndian(number, at);
        at += sizeof number;
    };
    put(event.time);
    put(event.task.value);
    put(event.step.value);
    put(quint8(event.kind));
    put(event.what);
    put(event.resource.value);
    put(event.a);
    put(event.b);
    bytes.append(packed.data(), eventSize);
}

TaskEvent eventAt(const char *bytes)
{
    const auto take = [&bytes]<typename Number>(Number &number) {
        number = qFromLittleEndian<Number>(bytes);
        bytes += sizeof number;
    };
    TaskEvent event;
    quint8 kind = 0;
    take(event.time);
    take(event.task.value);
    take(event.step.value);
    take(kind);
    take(event.what);
    take(event.resource.value);
    take(event.a);
    take(event.b);
    event.kind = TaskEventKind(kind);
    return event;
}

void noteReferences(const TaskEvent &event, const trace::TraceStore &store, References &references)
{
    const auto noteList = [&references](qint64 list) {
        references.lists = std::max(references.lists, quint32(list) + 1);
    };
    const auto noteValue = [&references](quint32 bits) {
        if (!trace::ValueId::fromBits(bits).number()) {
            references.noteText(trace::StringId(bits));
        }
    };
    const bool awaitsList = event.wait() == WaitKind::Gather || event.wait() == WaitKind::Wait
        || event.wait() == WaitKind::TaskGroup;
    switch (event.kind) {
    case TaskEventKind::Failed:
    case TaskEventKind::Caught:
    case TaskEventKind::AttemptFailed:
    case TaskEventKind::Marker:
    case TaskEventKind::ShutdownError:
    case TaskEventKind::NeverRetrieved:
        references.noteText(trace::StringId(event.a));
        break;
    case TaskEventKind::Finished:
    case TaskEventKind::Put:
    case TaskEventKind::Got:
        noteValue(event.a);
        break;
    case TaskEventKind::Waiting:
        noteList(awaitsList ? event.a : 0);
        break;
    case TaskEventKind::Resumed:
        references.noteText(trace::StringId(event.a));
        noteList(awaitsList ? event.b : 0);
        break;
    case TaskEventKind::Shutdown:
    case TaskEventKind::Deadlock:
        noteList(event.a);
        break;
    case TaskEventKind::Waited:
        noteList(event.a);
        noteList(event.b);
        break;
    case TaskEventKind::Results: {
        noteList(event.a);
        noteList(event.b);
        const std::span<const quint32> results = store.list(trace::ListId(quint32(event.b)));
        for (std::size_t i = 0; i + 1 < results.size(); i += 2) {
            noteValue(results[i + 1]);
        }
        break;
    }
    default:
        break;
    }
}

bool isSound(const TaskEvent &event, const trace::TraceStore &store, quint32 textCount,
             quint32 listCount)
{
    return Checker(store, textCount, listCount).isSound(event);
}

} // namespace awaitscope::formats
