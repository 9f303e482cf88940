// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rowmenu.h"

#include "ui/actions.h"
#include "ui/timeline/statenames.h"
#include "ui/widgets/timelinewidget.h"

#include <QCoreApplication>
#include <QMenu>

namespace awaitscope {

using timeline::Hit;

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("awaitscope::RowMenu", text);
    }

    /// That of the bracket under the cursor.
    [[nodiscard]] std::optional<analysis::Gather> gatherAt(models::TraceModel &trace,
                                                           const Hit &hit)
    {
        return hit.span
            ? analysis::gatherOf(hit.task, trace.spans().life(hit.task).spans[*hit.span])
            : std::nullopt;
    }

} // namespace

void connectRowMenu(widgets::TimelineWidget &timeline, Actions &actions,
                    std::function<void(const analysis::Gather &)> showPath)
{
    const auto open = [&timeline, &actions, showPath](const Hit &hit, QPoint place) {
        auto *const menu = new QMenu(&timeline);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        if (const auto gather = gatherAt(*timeline.trace(), hit)) {
            const QString label = timeline::gatherLabel(timeline.trace()->store(), *gather);
            QAction *const show = menu->addAction(tr("Critical path of the %1").arg(label));
            show->setEnabled(gather->range.end != trace::openEnd);
            QObject::connect(show, &QAction::triggered, menu,
                             [showPath, gather] { showPath(*gather); });
        }
        menu->addActions({actions.showPath, actions.zoomToTask, actions.filterRelated,
                          actions.slotBack, actions.slotForth});
        menu->addSeparator();
        menu->addActions({actions.cancelTask, actions.cancelSubtree});
        menu->popup(place);
    };
    QObject::connect(&timeline, &widgets::TimelineWidget::menuRequested, &actions, open);
}

} // namespace awaitscope
