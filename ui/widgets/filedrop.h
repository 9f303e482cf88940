// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace awaitscope::widgets {

/// Lets one file be dropped on a widget, and on those inside it that want none.
class FileDrop final : public QObject
{
    Q_OBJECT

public:
    /// Owned by @p target.
    explicit FileDrop(QWidget *target);

    [[nodiscard]] bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void dropped(const QString &file);
};

} // namespace awaitscope::widgets
