// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/shownwindow.h"

class QMessageBox;
class QToolButton;

namespace awaitscope::editor {
class CodeEdit;
class ScenarioEditor;
} // namespace awaitscope::editor

namespace awaitscope::tests {

/// A scenario that is long enough to be edited.
inline const QByteArray twoSleeps = R"({"name": "two-sleeps",
 "tasks": {"job": [{"sleep": 1}]},
 "main": [
   {"spawn": "job", "as": "j"},
   {"sleep": 0.5},
   {"await": "$j"}]})";

/// Hands for the text of the scenario in a shown window.
class EditorHands
{
public:
    explicit EditorHands(ShownWindow &shown) : m_shown(shown) { }

    [[nodiscard]] editor::ScenarioEditor &editor() const;
    [[nodiscard]] editor::CodeEdit &code() const;

    /// Shows the text, with the cursor in front of these words, which are there.
    void goTo(const QString &words);
    /// To whatever has the keyboard.
    void type(const QString &text);
    /// Clicks into the text, behind the first character of these words.
    void click(const QString &words);
    /// What is underlined as wrong; empty: nothing.
    [[nodiscard]] QString underlined() const;
    /// A visible button of the editor with this text; null if there is none.
    [[nodiscard]] QToolButton *button(const QString &text) const;
    void clickButton(const QString &text);
    /// What the window asks; null: nothing.
    [[nodiscard]] QMessageBox *question() const;
    void answer(int button);

private:
    ShownWindow &m_shown;
};

} // namespace awaitscope::tests
