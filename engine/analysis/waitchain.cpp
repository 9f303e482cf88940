// SPDX-License-Identifier: MIT
#include "engine/analysis/waitchain.h"

#include <algorithm>

namespace awaitscope::analysis {

using trace::Holder;
using trace::ListId;
using trace::Occupancy;
using trace::SpanBuilder;
using trace::TaskId;
using trace::TaskLife;
using trace::TraceStore;
using trace::WaitKind;

std::vector<TaskId> awaitedTasks(const TraceStore &store, WaitKind wait, quint32 target)
{
    switch (wait) {
    case WaitKind::Task:
    case WaitKind::WaitFor:
    case WaitKind::Shield:
        return {TaskId(target)};
    case WaitKind::Gather:
    case WaitKind::Wait:
    case WaitKind::TaskGroup: {
        std::vector<TaskId> tasks;
        for (const quint32 task : store.list(ListId(target))) {
            tasks.emplace_back(task);
        }
        return tasks;
    }
    default:
        return {};
    }
}

namespace {

    [[nodiscard]] WaitLink linkOf(const TraceStore &store, const SpanBuilder &spans,
                                  const Occupancy &occupancy, TaskId task)
    {
        const TaskLife &life = spans.life(task);
        WaitLink link{.task = task, .state = life.state, .wait = life.wait, .on = {}};
        for (const TaskId each : awaitedTasks(store, life.wait, life.target)) {
            if (each && spans.life(each).isPending()) {
                link.on.push_back(each);
            }
        }
        if (life.resource) {
            link.resource = life.resource;
            link.ahead = occupancy.placeOf(task, life.resource);
            for (const Holder &holder : occupancy.holders(life.resource)) {
                if (std::ranges::find(link.on, holder.task) == link.on.end()) {
                    link.on.push_back(holder.task);
                }
            }
        }
        return link;
    }

} // namespace

std::vector<WaitLink> waitChain(const TraceStore &store, const SpanBuilder &spans,
                                const Occupancy &occupancy, TaskId task)
{
    std::vector<WaitLink> chain;
    while (task && spans.life(task).isPending()) {
        chain.push_back(linkOf(store, spans, occupancy, task));
        const std::vector<TaskId> &on = chain.back().on;
        if (on.size() != 1
            || std::ranges::find(chain, on.front(), &WaitLink::task) != chain.end()) {
            break;
        }
        task = on.front();
    }
    return chain;
}

} // namespace awaitscope::analysis
