// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/codeedit.h"

#include "ui/editor/gutter.h"
#include "ui/timeline/painter.h"

#include <QMimeData>
#include <QPainter>
#include <QTextBlock>

#include <utility>

namespace awaitscope::editor {

namespace {

    constexpr int indentWidth = 2; // spaces
    constexpr int fontSize = 13; // px

    [[nodiscard]] QString indentOf(const QString &line)
    {
        qsizetype end = 0;
        while (end < line.size() && line[end] == u' ') {
            ++end;
        }
        return line.first(end);
    }

    // As strong as it can be so that every colour of the text can be read on it.
    [[nodiscard]] QColor pointedColour(const timeline::Theme &theme)
    {
        return timeline::mixed(theme.accent, theme.row, 0.18);
    }

} // namespace

CodeEdit::CodeEdit(QWidget *parent) : QPlainTextEdit(parent), m_gutter(new Gutter(*this))
{
    QFont font = timeline::Fonts().number.font();
    font.setPixelSize(fontSize);
    setFont(font);
    m_gutter->setFont(timeline::Fonts().number.font());
    setLineWrapMode(NoWrap);
    setFrameShape(NoFrame);
    setAccessibleName(tr("Scenario text"));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEdit::placeGutter);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &CodeEdit::showMarks);
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this](const QRect &rect, int dy) {
        if (dy != 0) {
            m_gutter->scroll(0, dy);
        } else {
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
        }
    });
    placeGutter();
}

void CodeEdit::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    QPalette colours = palette();
    colours.setColor(QPalette::Base, theme.row);
    colours.setColor(QPalette::Text, theme.text);
    colours.setColor(QPalette::Highlight, theme.accent);
    colours.setColor(QPalette::HighlightedText, theme.accentText);
    setPalette(colours);
    showMarks();
    m_gutter->update();
}

QString CodeEdit::text() const
{
    // toPlainText() would also turn no-break spaces into spaces.
    return document()->toRawText().replace(QChar(QChar::ParagraphSeparator), u'\n');
}

QString CodeEdit::textIn(const TextRange &range) const
{
    return mark(range).cursor.selectedText().replace(QChar(QChar::ParagraphSeparator), u'\n');
}

QWidget &CodeEdit::gutter() const
{
    return *m_gutter;
}

void CodeEdit::setProblem(const std::optional<TextRange> &range)
{
    if (std::exchange(m_problem, range) != range) {
        showMarks();
    }
}

void CodeEdit::setPointed(const std::optional<TextRange> &range)
{
    if (std::exchange(m_pointed, range) != range) {
        showMarks();
    }
}

void CodeEdit::setActivity(const Activity &activity)
{
    if (activity != m_activity) {
        m_activity = activity;
        m_gutter->update();
    }
}

void CodeEdit::replaceText(const QString &text)
{
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    document()->setModified(false);
    goTo(0);
}

void CodeEdit::goTo(qsizetype offset)
{
    QTextCursor cursor(document());
    cursor.setPosition(int(std::clamp<qsizetype>(offset, 0, document()->characterCount() - 1)));
    setTextCursor(cursor);
    centerCursor();
}

void CodeEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (event->key() == Qt::Key_Escape && isPlain) {
        Q_EMIT left();
    } else if (isReadOnly()) {
        QPlainTextEdit::keyPressEvent(event);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && isPlain) {
        breakLine();
    } else if (event->key() == Qt::Key_Tab && isPlain) {
        indentLines(true);
    } else if (event->key() == Qt::Key_Backtab) {
        indentLines(false);
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
}

void CodeEdit::breakLine()
{
    QTextCursor cursor = textCursor();
    const QTextBlock line = document()->findBlock(cursor.selectionStart());
    const QString before = line.text().first(cursor.selectionStart() - line.position());
    const QString indent = indentOf(before);
    const bool opens = before.trimmed().endsWith(u'{') || before.trimmed().endsWith(u'[');
    cursor.insertText(u'\n' + indent + (opens ? QString(indentWidth, u' ') : QString()));
    setTextCursor(cursor);
    ensureCursorVisible();
}

void CodeEdit::indentLines(bool further)
{
    QTextCursor cursor = textCursor();
    if (further && !cursor.hasSelection()) {
        cursor.insertText(QString(indentWidth, u' '));
        return;
    }
    const QTextBlock last = document()->findBlock(cursor.selectionEnd());
    cursor.beginEditBlock();
    for (QTextBlock block = document()->findBlock(cursor.selectionStart());
         block.isValid() && block.blockNumber() <= last.blockNumber(); block = block.next()) {
        QTextCursor line(block);
        if (further) {
            line.insertText(QString(indentWidth, u' '));
            continue;
        }
        const auto spaces = std::min<qsizetype>(indentWidth, indentOf(block.text()).size());
        line.movePosition(QTextCursor::Right, QTextCursor::KeepAnchor, int(spaces));
        line.removeSelectedText();
    }
    cursor.endEditBlock();
}

void CodeEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void CodeEdit::placeGutter()
{
    const int width = m_gutter->wantedWidth();
    if (viewportMargins().left() != width) { // or a scroll bar that comes and goes never ends
        setViewportMargins(width, 0, 0, 0);
    }
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), width, inside.height());
}

int CodeEdit::lineAt(int y) const
{
    const QTextBlock block = cursorForPosition(QPoint(0, y)).block();
    const QRectF line = blockBoundingGeometry(block).translated(contentOffset());
    return y >= line.top() && y < line.bottom() ? block.blockNumber() : -1;
}

QTextEdit::ExtraSelection CodeEdit::mark(const TextRange &range) const
{
    const auto last = qsizetype(document()->characterCount()) - 1;
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(document());
    mark.cursor.setPosition(int(std::min(range.begin, last)));
    mark.cursor.setPosition(int(std::min(range.end, last)), QTextCursor::KeepAnchor);
    return mark;
}

void CodeEdit::showMarks()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (!textCursor().hasSelection()) {
        QTextEdit::ExtraSelection line;
        line.cursor = textCursor();
        line.format.setBackground(m_theme->rowHovered);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.push_back(line);
    }
    if (m_pointed) {
        marks.push_back(mark(*m_pointed));
        marks.back().format.setBackground(pointedColour(*m_theme));
    }
    if (const TextRange pair = bracketPair(text(), textCursor().position()); !pair.isEmpty()) {
        for (const qsizetype at : {pair.begin, pair.end - 1}) {
            marks.push_back(mark({at, at + 1}));
            marks.back().format.setForeground(m_theme->link);
            marks.back().format.setFontWeight(QFont::Bold);
            marks.back().format.setBackground(m_theme->buttonHover);
        }
    }
    if (m_problem) {
        marks.push_back(mark(*m_problem));
        marks.back().format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        marks.back().format.setUnderlineColor(m_theme->danger);
        marks.back().format.setBackground(timeline::mixed(m_theme->danger, m_theme->row, 0.25));
    }
    setExtraSelections(marks);
    m_gutter->update();
}

bool CodeEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return !source->hasUrls() && QPlainTextEdit::canInsertFromMimeData(source);
}

void CodeEdit::insertFromMimeData(const QMimeData *source)
{
    if (source->hasText() && !isReadOnly()) {
        textCursor().insertText(source->text());
        ensureCursorVisible();
    }
}

} // namespace awaitscope::editor
