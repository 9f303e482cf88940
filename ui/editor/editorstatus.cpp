// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editorstatus.h"

#include "ui/editor/standing.h"
#include "ui/panels/taskstory.h"
#include "ui/timeline/statenames.h"

#include <QCoreApplication>

namespace awaitscope::editor {

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("awaitscope::EditorStatus", text);
    }

} // namespace

QString problemText(const scenario::Problem &problem, const timeline::Theme &theme)
{
    return QStringLiteral("<a href='%1' style='color:%2'>%3</a>: %4")
        .arg(problemLink, theme.forOutcome(trace::Outcome::Failed).text.name(),
             tr("Line %1, column %2").arg(problem.place.line).arg(problem.place.column),
             problem.message.toHtmlEscaped());
}

QString standingText(const models::TraceModel &trace, const timeline::StepRange &steps)
{
    const std::vector<trace::TaskId> tasks = tasksAt(trace, steps);
    if (tasks.empty()) {
        return tr("No task stands here now.");
    }
    return tr("%1 here now: %2")
        .arg(timeline::taskCount(qsizetype(tasks.size())), panels::taskLinks(trace.store(), tasks));
}

} // namespace awaitscope::editor
