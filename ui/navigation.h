// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace awaitscope {

class Actions;

namespace widgets {
    class TimelineWidget;
} // namespace widgets

/// Lets the actions that move about in a run move @p timeline, and enables those that can. Both
/// outlive the connections, or go with them.
void connectNavigation(Actions &actions, widgets::TimelineWidget &timeline);

} // namespace awaitscope
