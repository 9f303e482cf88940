// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/tokens.h"
#include "ui/timeline/theme.h"

#include <QSyntaxHighlighter>

#include <array>

namespace awaitscope::editor {

/// Colours the text of a scenario.
class Highlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit Highlighter(QTextDocument *document);

    void setTheme(const timeline::Theme &theme);

protected:
    void highlightBlock(const QString &line) override;

private:
    std::array<QTextCharFormat, 8> m_formats; // by TokenKind
};

} // namespace awaitscope::editor
