// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/runtoolbar.h"

#include "ui/actions.h"
#include "ui/widgets/speedcontrol.h"

#include <QComboBox>

namespace awaitscope::widgets {

namespace {

    [[nodiscard]] QWidget *spacer(QSizePolicy::Policy policy, int width)
    {
        auto *const widget = new QWidget;
        widget->setSizePolicy(policy, QSizePolicy::Preferred);
        widget->setMinimumWidth(width);
        return widget;
    }

} // namespace

RunToolBar::RunToolBar(Actions &actions, const std::vector<GalleryEntry> &gallery)
    : m_scenarios(new QComboBox), m_speed(new SpeedControl)
{
    setWindowTitle(tr("Run"));
    setMovable(false);
    setIconSize({16, 16});
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_scenarios->setAccessibleName(tr("Scenario"));
    m_scenarios->setToolTip(tr("Scenario"));
    m_scenarios->setMinimumWidth(250);
    for (const GalleryEntry &entry : gallery) {
        m_scenarios->addItem(entry.title, entry.file);
    }
    addWidget(m_scenarios);
    addActions({actions.runPause, actions.step, actions.restart});
    widgetForAction(actions.runPause)->setObjectName(QStringLiteral("primary"));
    addWidget(m_speed);
    addWidget(spacer(QSizePolicy::Expanding, 8));
    addActions({actions.follow, actions.exportPicture});
    // At a distance from everything that is clicked often.
    addWidget(spacer(QSizePolicy::Fixed, 36));
    addAction(actions.cancelAll);
    widgetForAction(actions.cancelAll)->setObjectName(QStringLiteral("danger"));
    connect(m_scenarios, &QComboBox::activated, this, [this](int index) {
        m_scenarios->setCurrentIndex(m_scenarios->findData(m_shown)); // until it is open
        // A text without a file is what is shown already.
        if (const QString file = m_scenarios->itemData(index).toString(); !file.isEmpty()) {
            Q_EMIT scenarioChosen(file);
        }
    });
}

void RunToolBar::showScenario(const QString &file, const QString &title)
{
    m_shown = file;
    if (const int index = m_scenarios->findData(file); index >= 0) {
        m_scenarios->setItemText(index, title);
    } else if (!title.isEmpty()) {
        m_scenarios->addItem(title, file);
    }
    m_scenarios->setCurrentIndex(m_scenarios->findData(file));
    // A text without a file can be shown only as long as it is there.
    if (const int untitled = m_scenarios->findData(QString()); !file.isEmpty() && untitled >= 0) {
        m_scenarios->removeItem(untitled);
    }
}

} // namespace awaitscope::widgets
