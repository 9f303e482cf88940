// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/gutter.h"

#include "ui/editor/codeedit.h"
#include "ui/timeline/statenames.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>

namespace awaitscope::editor {

namespace {

    constexpr int margin = 8; // px
    constexpr int badgeWidth = 34;

} // namespace

Gutter::Gutter(CodeEdit &edit) : QWidget(&edit), m_edit(edit)
{
    setMouseTracking(true);
}

int Gutter::wantedWidth() const
{
    const auto digits = QString::number(std::max(100, m_edit.blockCount())).size();
    return badgeWidth + int(digits) * fontMetrics().horizontalAdvance(u'9') + 2 * margin;
}

void Gutter::paintEvent(QPaintEvent *event)
{
    const timeline::Theme &theme = *m_edit.m_theme;
    QPainter painter(this);
    painter.fillRect(event->rect(), theme.panel);
    painter.setRenderHint(QPainter::Antialiasing);
    const int current = m_edit.textCursor().blockNumber();
    QTextBlock block = m_edit.firstVisibleBlock();
    QRectF line = m_edit.blockBoundingGeometry(block).translated(m_edit.contentOffset());
    for (; block.isValid() && line.top() <= event->rect().bottom(); block = block.next()) {
        line.setHeight(m_edit.blockBoundingRect(block).height());
        const int number = block.blockNumber();
        painter.setPen(number == current ? theme.text : theme.dimText);
        painter.drawText(QRectF(0, line.top(), width() - margin, line.height()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(number + 1));
        if (const auto activity = m_edit.activity().find(number);
            activity != m_edit.activity().end()) {
            const QRectF badge(margin / 2.0, line.top() + 1.5, badgeWidth - margin / 2.0,
                               line.height() - 3);
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.accent);
            painter.drawRoundedRect(badge, 3, 3);
            painter.setPen(theme.accentText);
            const int standing = activity->second.standing;
            painter.drawText(badge, Qt::AlignCenter,
                             (activity->second.hasSelected ? QStringLiteral("▸") : QString())
                                 + (standing > 999 ? tr("999+") : QString::number(standing)));
        }
        line.translate(0, line.height());
    }
}

QString Gutter::toolTipOf(int line) const
{
    const auto activity = m_edit.activity().find(line);
    if (activity == m_edit.activity().end()) {
        return {};
    }
    return activity->second.hasSelected
        ? tr("Here: %1, the selected one among them")
              .arg(timeline::taskCount(activity->second.standing))
        : tr("Here: %1").arg(timeline::taskCount(activity->second.standing));
}

bool Gutter::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *const help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), toolTipOf(m_edit.lineAt(help->y())), this);
        return true;
    }
    return QWidget::event(event);
}

void Gutter::mouseReleaseEvent(QMouseEvent *event)
{
    const int line = m_edit.lineAt(int(event->position().y()));
    if (event->button() != Qt::LeftButton || line < 0) {
        return;
    }
    m_edit.goTo(m_edit.document()->findBlockByNumber(line).position());
    m_edit.setFocus();
    if (m_edit.activity().contains(line)) {
        Q_EMIT m_edit.activityClicked(line);
    }
}

} // namespace awaitscope::editor
