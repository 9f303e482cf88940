// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;
class QMenuBar;

namespace awaitscope {

class Actions;

/// Fills the menu bar of the window.
void fillMenus(QMenuBar &bar, Actions &actions, QMenu &recentFiles);

} // namespace awaitscope
