// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace awaitscope::widgets {

/// The menu of the files that were opened last, the newest first; remembered from one start to the
/// next.
class RecentFiles final : public QMenu
{
    Q_OBJECT

public:
    static constexpr int most = 10;

    explicit RecentFiles(QWidget *parent = nullptr);

    /// The file was opened. Those that come with the program are not kept.
    void add(const QString &file);

Q_SIGNALS:
    void fileChosen(const QString &file);

private:
    void fill();
};

} // namespace awaitscope::widgets
