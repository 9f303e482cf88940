// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cancelbuttondelegate.h"

#include "ui/models/tasktablemodel.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace awaitscope::widgets {

using models::TaskTableModel;

namespace {

    /// The cell without its text: background, selection, focus.
    void paintCell(QPainter *painter, QStyleOptionViewItem option)
    {
        option.text.clear();
        const QStyle *const style = option.widget ? option.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    }

} // namespace

QRect CancelButtonDelegate::buttonRect(const QRect &cell)
{
    return cell.adjusted(4, 1, -4, -1);
}

void CancelButtonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    paintCell(painter, cell);
    if (!index.data(TaskTableModel::CanCancelRole).toBool()) {
        return;
    }
    const bool isPending = index.data(TaskTableModel::CancelPendingRole).toBool();
    const bool isHot = option.state & QStyle::State_MouseOver;
    const QRectF button = QRectF(buttonRect(option.rect)).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(isPending ? m_theme->dimText : m_theme->border);
    painter->setBrush(isHot && !isPending ? m_theme->cancelHover : m_theme->raised);
    painter->drawRoundedRect(button, 3, 3);
    painter->setPen(isPending ? m_theme->dimText : m_theme->cancel);
    painter->drawText(button, Qt::AlignCenter,
                      isPending ? tr("pending") : QStringLiteral("✕ ") + tr("Cancel"));
    painter->restore();
}

QSize CancelButtonDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {92, 24};
}

bool CancelButtonDelegate::editorEvent(QEvent *event, QAbstractItemModel *,
                                       const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isPress =
        event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    if (!isPress && event->type() != QEvent::MouseButtonRelease) {
        return false;
    }
    const auto *const mouse = static_cast<QMouseEvent *>(event);
    const trace::TaskId task = TaskTableModel::taskAt(index);
    const bool isInside = buttonRect(option.rect).contains(mouse->position().toPoint())
        && mouse->button() == Qt::LeftButton && index.data(TaskTableModel::CanCancelRole).toBool();
    if (isPress) {
        m_pressed = isInside ? task : trace::TaskId();
        return isInside;
    }
    if (isInside && std::exchange(m_pressed, {}) == task) {
        Q_EMIT cancelRequested(task);
        return true;
    }
    return false;
}

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = cell.text;
    paintCell(painter, cell);
    const bool isAlive = index.data(TaskTableModel::AliveRole).toBool();
    const auto state = trace::TaskState(index.data(TaskTableModel::StateRole).toInt());
    const auto outcome = trace::Outcome(index.data(TaskTableModel::OutcomeRole).toInt());
    const QColor colour =
        isAlive ? m_theme->forState(state).edge : m_theme->forOutcome(outcome).fill;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    const QRectF mark(option.rect.left() + 6, option.rect.center().y() - 4, 9, 9);
    if (isAlive) {
        painter->drawRoundedRect(mark, 2, 2);
    } else {
        painter->drawEllipse(mark);
    }
    painter->setPen(m_theme->text);
    painter->drawText(option.rect.adjusted(22, 0, -2, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
    painter->restore();
}

} // namespace awaitscope::widgets
