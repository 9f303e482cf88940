// SPDX-License-Identifier: MIT
#include "engine/trace/occupancy.h"

#include "engine/trace/prologue.h"

#include <algorithm>

namespace awaitscope::trace {

void Occupancy::update(quint64 end)
{
    if (m_position < m_store->firstEvent()) {
        *this = m_store->prologue()->occupancy();
    }
    for (const quint64 last = std::min(end, m_store->eventCount()); m_position < last;
         ++m_position) {
        const TaskEvent &event = m_store->event(m_position);
        if (event.resource && event.task) {
            visit(event);
        }
    }
}

void Occupancy::visit(const TaskEvent &event)
{
    switch (event.kind) {
    case TaskEventKind::Waiting:
        place(event.resource).queue.push_back(event.task);
        break;
    case TaskEventKind::Resumed:
        leave(place(event.resource), event.task);
        break;
    case TaskEventKind::Acquired: {
        Place &at = place(event.resource);
        leave(at, event.task);
        at.holders.push_back({event.task, event.time, TaskId(event.a)});
        break;
    }
    case TaskEventKind::Released:
        release(place(event.resource), event.task);
        break;
    default:
        break;
    }
}

void Occupancy::leave(Place &place, TaskId task)
{
    const auto found = std::ranges::find(place.queue, task);
    if (found == place.queue.end()) {
        return;
    }
    *found = TaskId();
    while (!place.queue.empty() && !place.queue.front()) {
        place.queue.pop_front();
    }
}

void Occupancy::release(Place &place, TaskId task)
{
    const auto own = std::ranges::find(place.holders, task, &Holder::task);
    if (own != place.holders.end()) {
        place.holders.erase(own);
        return;
    }
    place.isRefilled = true;
    if (!place.holders.empty()) {
        place.holders.erase(place.holders.begin());
    }
}

Occupancy::Place &Occupancy::place(ResourceId resource)
{
    if (m_places.size() < resource.value) {
        m_places.resize(resource.value);
    }
    return m_places[resource.value - 1U];
}

const Occupancy::Place *Occupancy::find(ResourceId resource) const
{
    return resource && resource.value <= m_places.size() ? &m_places[resource.value - 1U] : nullptr;
}

std::span<const Holder> Occupancy::holders(ResourceId resource) const
{
    const Place *const at = find(resource);
    return at ? std::span<const Holder>(at->holders) : std::span<const Holder>();
}

std::vector<TaskId> Occupancy::queue(ResourceId resource) const
{
    std::vector<TaskId> tasks;
    if (const Place *const at = find(resource)) {
        std::ranges::copy_if(at->queue, std::back_inserter(tasks),
                             [](TaskId task) { return bool(task); });
    }
    return tasks;
}

bool Occupancy::isRefilled(ResourceId resource) const
{
    const Place *const at = find(resource);
    return at && at->isRefilled;
}

qsizetype Occupancy::placeOf(TaskId task, ResourceId resource) const
{
    const Place *const at = find(resource);
    if (!at) {
        return -1;
    }
    const auto found = std::ranges::find(at->queue, task);
    if (found == at->queue.end()) {
        return -1;
    }
    return std::ranges::count_if(at->queue.begin(), found, [](TaskId each) { return bool(each); });
}

} // namespace awaitscope::trace
