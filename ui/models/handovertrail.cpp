// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/handovertrail.h"

#include <algorithm>
#include <limits>
#include <ranges>

namespace awaitscope::models {

using timeline::TaskLink;
using trace::TaskId;
using trace::Timestamp;

HandOverTrail::HandOverTrail(SelectionController &selection, ZoomController &zoom, QObject *parent)
    : QObject(parent), m_selection(selection), m_zoom(zoom)
{
    connect(&selection, &SelectionController::changed, this, [this] {
        if (!m_isGoing) {
            m_moment.reset();
        }
    });
}

void HandOverTrail::setTrace(TraceModel *trace)
{
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_moment.reset();
    m_links.reset();
    if (trace) {
        m_links.emplace(trace->store(), trace->spans());
        for (const auto signal : {&TraceModel::reread, &TraceModel::shortened}) {
            connect(trace, signal, this, [this] { setTrace(m_trace); });
        }
    }
}

std::span<const TaskLink> HandOverTrail::of(TaskId task)
{
    return m_links ? m_links->of(task) : std::span<const TaskLink>();
}

bool HandOverTrail::back()
{
    const TaskId task = m_selection.task();
    const auto links = of(task);
    const Timestamp last = m_moment.value_or(std::numeric_limits<Timestamp>::max());
    const auto end = std::ranges::upper_bound(links, last, {}, &TaskLink::time);
    const auto before = std::ranges::subrange(links.begin(), end) | std::views::reverse;
    const auto found = std::ranges::find_if(before, [task](const TaskLink &link) {
        return link.kind == TaskLink::Kind::HandOver && link.to == task;
    });
    if (found == before.end()) {
        return false;
    }
    go(*found, found->from);
    return true;
}

bool HandOverTrail::forth()
{
    const TaskId task = m_selection.task();
    const auto links = of(task);
    const auto begin = std::ranges::lower_bound(links, m_moment.value_or(0), {}, &TaskLink::time);
    const auto found = std::find_if(begin, links.end(), [task](const TaskLink &link) {
        return link.kind == TaskLink::Kind::HandOver && link.from == task;
    });
    if (found == links.end()) {
        return false;
    }
    go(*found, found->to);
    return true;
}

void HandOverTrail::go(const TaskLink &handOver, TaskId to)
{
    const Timestamp moment = handOver.time;
    m_isGoing = true;
    m_selection.select(to);
    m_isGoing = false;
    m_moment = moment;
    m_zoom.revealTime(moment);
}

} // namespace awaitscope::models
