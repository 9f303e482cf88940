// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/gathers.h"

#include <functional>

namespace awaitscope {

class Actions;

namespace widgets {
    class TimelineWidget;
}

/// Offers on a right click, or with the menu key, what can be done with a task; on the bracket of a
/// gather that has ended also @p showPath of it. Both outlive the connection.
void connectRowMenu(widgets::TimelineWidget &timeline, Actions &actions,
                    std::function<void(const analysis::Gather &)> showPath);

} // namespace awaitscope
