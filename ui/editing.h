// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace awaitscope {

class Actions;

namespace editor {
    class ScenarioEditor;
} // namespace editor

/// Lets the actions that are about the text of the scenario work on @p editor. Both outlive the
/// connections, or go with them.
void connectEditing(Actions &actions, editor::ScenarioEditor &editor);

} // namespace awaitscope
