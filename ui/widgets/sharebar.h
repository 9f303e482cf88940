// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/timeshares.h"
#include "ui/timeline/theme.h"

#include <QWidget>

namespace awaitscope::widgets {

/// Where the time of a task went: one bar, divided by state, in the colours of the timeline, and a
/// line of text for each part.
class ShareBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ShareBar(QWidget *parent = nullptr);

    void setTheme(const timeline::Theme &theme);
    /// @p names: what each share is called.
    void setShares(std::vector<analysis::TimeShare> shares, QStringList names);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const timeline::Theme *m_theme = &timeline::Theme::dark();
    std::vector<analysis::TimeShare> m_shares;
    QStringList m_names;
};

} // namespace awaitscope::widgets
