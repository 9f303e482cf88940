// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/textrange.h"
#include "ui/timeline/theme.h"

#include <QPlainTextEdit>

#include <map>
#include <optional>

namespace awaitscope::editor {

class Gutter;

/// What is going on at a line of the text.
struct LineActivity
{
    int standing = 0; ///< live tasks that stand there
    bool hasSelected = false; ///< the selected task is one of them

    friend bool operator==(const LineActivity &, const LineActivity &) noexcept = default;
};

/// By line, from 0; lines where nothing is going on are left out.
using Activity = std::map<int, LineActivity>;

/// A text with line numbers, a mark under what is wrong, and the steps that are pointed at.
class CodeEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeEdit(QWidget *parent = nullptr);

    void setTheme(const timeline::Theme &theme);

    /// The text, with \n between lines and every other character as it is.
    [[nodiscard]] QString text() const;

    [[nodiscard]] QString textIn(const TextRange &range) const;
    /// Another state of the same text, unmodified; the change can be undone.
    void replaceText(const QString &text);

    /// What is underlined as wrong; none: nothing.
    void setProblem(const std::optional<TextRange> &range);
    /// What is pointed at.
    void setPointed(const std::optional<TextRange> &range);
    void setActivity(const Activity &activity);

    [[nodiscard]] const std::optional<TextRange> &problem() const noexcept { return m_problem; }

    [[nodiscard]] const std::optional<TextRange> &pointed() const noexcept { return m_pointed; }

    [[nodiscard]] const Activity &activity() const noexcept { return m_activity; }

    /// Puts the cursor at an offset, and that line in sight.
    void goTo(qsizetype offset);

    /// The strip with the line numbers, in front of the text.
    [[nodiscard]] QWidget &gutter() const;

Q_SIGNALS:
    /// Esc was pressed.
    void left();
    /// The number of tasks beside a line (from 0) was clicked.
    void activityClicked(int line);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    /// Files that are dropped are for the window.
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    /// As plain text. Qt 6.4 crashes where there is nothing to paste.
    void insertFromMimeData(const QMimeData *source) override;

private:
    friend class Gutter;

    void breakLine();
    void indentLines(bool further);
    void placeGutter();
    void showMarks();
    [[nodiscard]] QTextEdit::ExtraSelection mark(const TextRange &range) const;
    /// The line (from 0) at a height of the viewport; -1: none.
    [[nodiscard]] int lineAt(int y) const;

    const timeline::Theme *m_theme = &timeline::Theme::dark();
    Gutter *m_gutter;
    std::optional<TextRange> m_problem;
    std::optional<TextRange> m_pointed;
    Activity m_activity;
};

} // namespace awaitscope::editor
