// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace awaitscope::editor {

class CodeEdit;

/// The strip in front of a text: line numbers, and how many tasks stand at each line.
class Gutter final : public QWidget
{
    Q_OBJECT

public:
    explicit Gutter(CodeEdit &edit);

    /// px, for as many digits as the last line has.
    [[nodiscard]] int wantedWidth() const;

    [[nodiscard]] QSize sizeHint() const override { return {wantedWidth(), 0}; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QString toolTipOf(int line) const;

    CodeEdit &m_edit;
};

} // namespace awaitscope::editor
