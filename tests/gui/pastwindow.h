// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/shownwindow.h"
#include "ui/actions.h"
#include "ui/panels/parameterspanel.h"
#include "ui/panels/scenariopanel.h"
#include "ui/workspace.h"

namespace awaitscope::tests {

/// In the middle of the queue of the semaphore scenario,
constexpr trace::Timestamp moment = 1'200'000'000;
/// and who waits there then.
constexpr trace::TaskId waiting(15);

/// A shown window, and hands that take it to moments of the past.
class PastWindow final : public ShownWindow
{
public:
    /// Opens a scenario, runs it to its end, and shows all of it.
    void openEnded(const QString &file)
    {
        openPaused(file);
        runToEnd();
        timeline().zoom().fitRun();
    }

    [[nodiscard]] const Actions &actions() { return window().actions(); }

    [[nodiscard]] models::TraceModel &trace() { return *timeline().trace(); }

    [[nodiscard]] panels::ParametersPanel &parameters()
    {
        return window().workspace().scenario().parameters();
    }

    /// What a px of the timeline stands for (ns), rounded up.
    [[nodiscard]] trace::Timestamp pixel()
    {
        return trace::Timestamp(timeline().view().scale.nsPerPixel()) + 1;
    }

    /// Where a time is in the ruler.
    [[nodiscard]] QPointF inRuler(trace::Timestamp time)
    {
        const timeline::View &view = timeline().view();
        return {std::round(view.scale.xOf(time)), view.rulerRect().center().y()};
    }

    void clickRuler(trace::Timestamp time) { click(timeline(), inRuler(time)); }

    /// That the past is shown.
    [[nodiscard]] widgets::NoticeBar &notice()
    {
        return *timeline().findChild<widgets::NoticeBar *>();
    }
};

} // namespace awaitscope::tests
