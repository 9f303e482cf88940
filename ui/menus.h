// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenuBar;

namespace awaitscope {

class Actions;

/// Fills the menu bar of the window.
void fillMenus(QMenuBar &bar, Actions &actions);

} // namespace awaitscope
