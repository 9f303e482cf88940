// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timelinepane.h"

#include "ui/widgets/findbar.h"
#include "ui/widgets/overviewwidget.h"
#include "ui/widgets/timelineinput.h"
#include "ui/widgets/timelinewidget.h"

#include <QVBoxLayout>

namespace awaitscope::widgets {

TimelinePane::TimelinePane(models::SelectionController &selection, QWidget *parent)
    : QWidget(parent)
    , m_timeline(new TimelineWidget(selection))
    , m_overview(new OverviewWidget(m_timeline->zoom(), m_timeline->range(), this))
    , m_findBar(new FindBar(*m_timeline))
{
    new TimelineInput(*m_timeline);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_overview);
    layout->addWidget(m_timeline, 1);
    setFocusProxy(m_timeline);
}

void TimelinePane::setTrace(models::TraceModel *trace)
{
    m_timeline->setTrace(trace);
}

void TimelinePane::setTheme(const timeline::Theme &theme)
{
    m_timeline->setTheme(theme);
    m_overview->setTheme(theme);
}

} // namespace awaitscope::widgets
