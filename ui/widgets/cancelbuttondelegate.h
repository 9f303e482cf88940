// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/ids.h"
#include "ui/timeline/theme.h"

#include <QStyledItemDelegate>

namespace awaitscope::widgets {

/// A Cancel button in each row of a task table whose task is alive.
class CancelButtonDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setTheme(const timeline::Theme &theme) { m_theme = &theme; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    void cancelRequested(awaitscope::trace::TaskId task);

private:
    [[nodiscard]] static QRect buttonRect(const QRect &cell);

    const timeline::Theme *m_theme = &timeline::Theme::dark();
    trace::TaskId m_pressed; // where the mouse went down: rows may move before it goes up
};

/// A state or outcome with its colour and sign.
class StateDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setTheme(const timeline::Theme &theme) { m_theme = &theme; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const timeline::Theme *m_theme = &timeline::Theme::dark();
};

} // namespace awaitscope::widgets
