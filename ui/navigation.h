// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace awaitscope {

class Actions;

namespace widgets {
    class TimelinePane;
} // namespace widgets

/// Lets the actions that move about in a run do so in @p pane, and enables those that can. Both live
/// as long as the window.
void connectNavigation(Actions &actions, widgets::TimelinePane &pane);

} // namespace awaitscope
