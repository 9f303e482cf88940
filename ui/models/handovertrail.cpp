// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/handovertrail.h"

#include <limits>

namespace awaitscope::models {

using timeline::HandOver;
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
    m_index.reset();
    if (trace) {
        m_index.emplace(trace->store());
        connect(trace, &TraceModel::reread, this, [this] { setTrace(m_trace); });
    }
}

std::span<const HandOver> HandOverTrail::of(TaskId task)
{
    if (!m_trace || !task) {
        return {};
    }
    m_index->update(m_trace->spans().position());
    return m_index->of(task);
}

bool HandOverTrail::back()
{
    const TaskId task = m_selection.task();
    if (of(task).empty()) {
        return false;
    }
    const Timestamp from = m_moment.value_or(std::numeric_limits<Timestamp>::max());
    const HandOver *const handOver = m_index->lastTo(task, from);
    if (handOver != nullptr) {
        go(*handOver, handOver->from);
    }
    return handOver != nullptr;
}

bool HandOverTrail::forth()
{
    const TaskId task = m_selection.task();
    if (of(task).empty()) {
        return false;
    }
    const HandOver *const handOver = m_index->firstFrom(task, m_moment.value_or(0));
    if (handOver != nullptr) {
        go(*handOver, handOver->to);
    }
    return handOver != nullptr;
}

void HandOverTrail::go(const HandOver &handOver, TaskId to)
{
    const Timestamp moment = handOver.time;
    m_isGoing = true;
    m_selection.select(to);
    m_isGoing = false;
    m_moment = moment;
    m_zoom.revealTime(moment);
}

} // namespace awaitscope::models
