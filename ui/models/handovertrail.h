// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/selectioncontroller.h"
#include "ui/models/zoomcontroller.h"
#include "ui/timeline/tasklinks.h"

#include <optional>

namespace awaitscope::models {

/// Follows a slot from hand to hand: selects the task that gave it or the one that took it, and
/// brings the moment into view.
class HandOverTrail final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive the trail.
    HandOverTrail(SelectionController &selection, ZoomController &zoom, QObject *parent = nullptr);

    /// Null: nothing to follow. Not owned.
    void setTrace(TraceModel *trace);

    /// All links of a task, in order of time, up to date with the trace. Valid until the next call.
    [[nodiscard]] std::span<const timeline::TaskLink> of(trace::TaskId task);

    /// To whom the selected task owes the slot that it got last, or before the one that was
    /// followed forth. False, and nothing changes, if it got none from another.
    bool back();
    /// To the task that took the first slot of the selected one, or the first after the one that
    /// was followed back. False, and nothing changes, if none did.
    bool forth();

private:
    void go(const timeline::TaskLink &handOver, trace::TaskId to);

    SelectionController &m_selection;
    ZoomController &m_zoom;
    std::optional<timeline::TaskLinks> m_links;
    std::optional<trace::Timestamp>
        m_moment; // where the trail is, as long as nothing else is selected
    bool m_isGoing = false;
};

} // namespace awaitscope::models
