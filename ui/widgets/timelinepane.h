// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/selectioncontroller.h"
#include "ui/models/tracemodel.h"
#include "ui/timeline/theme.h"

#include <QWidget>

namespace awaitscope::widgets {

class FindBar;
class OverviewWidget;
class TimelineWidget;

/// The timeline with all that belongs to it: the overview above, the field that finds tasks, and
/// what reads the hands.
class TimelinePane final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelinePane(models::SelectionController &selection, QWidget *parent = nullptr);

    void setTrace(models::TraceModel *trace);
    void setTheme(const timeline::Theme &theme);

    [[nodiscard]] TimelineWidget &timeline() const { return *m_timeline; }

    [[nodiscard]] OverviewWidget &overview() const { return *m_overview; }

    [[nodiscard]] FindBar &findBar() const { return *m_findBar; }

private:
    TimelineWidget *m_timeline;
    OverviewWidget *m_overview;
    FindBar *m_findBar;
};

} // namespace awaitscope::widgets
