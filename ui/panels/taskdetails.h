// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/occupancy.h"
#include "ui/models/selectioncontroller.h"
#include "ui/models/tracemodel.h"
#include "ui/timeline/theme.h"

#include <QPointer>
#include <QScrollArea>

#include <functional>
#include <optional>

class QLabel;
class QVBoxLayout;

namespace awaitscope {
class Actions;
}

namespace awaitscope::widgets {
class ShareBar;
}

namespace awaitscope::panels {

class EventTable;

/// The right side: the selected task, what it waits on and who holds that, its deadline, where its
/// time went, how it ended and why, its events. Tasks that it names are links.
class TaskDetails final : public QScrollArea
{
    Q_OBJECT

public:
    TaskDetails(models::SelectionController &selection, Actions &actions,
                QWidget *parent = nullptr);
    ~TaskDetails() override;

    /// Null: nothing. Not owned.
    void setTrace(models::TraceModel *trace);
    void setTheme(const timeline::Theme &theme);

    /// @p names says what a step does and where it is, empty if that is not known.
    void setSteps(std::function<QString(trace::StepId)> names) { m_stepNames = std::move(names); }

    [[nodiscard]] EventTable &events() const { return *m_events; }

Q_SIGNALS:
    /// The step where the task stands was clicked.
    void stepChosen(awaitscope::trace::StepId step);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Section
    {
        QLabel *heading = nullptr;
        QLabel *text = nullptr;
    };

    void buildButtons(QVBoxLayout &layout, Actions &actions);
    [[nodiscard]] Section addSection(QVBoxLayout &layout, const QString &title);
    static void setText(const Section &section, const QString &text);
    void showTask();
    void showShares(const trace::TaskLife &life);
    void showState(const trace::TaskLife &life);
    void showStep(const trace::TaskLife &life);
    void showCancel(const trace::TaskLife &life);

    models::SelectionController &m_selection;
    std::function<QString(trace::StepId)> m_stepNames;
    QPointer<models::TraceModel> m_trace;
    std::optional<trace::Occupancy> m_occupancy; // of m_trace
    const timeline::Theme *m_theme = &timeline::Theme::dark();
    QLabel *m_none; // shown while no task is selected
    QWidget *m_content;
    QLabel *m_title;
    QLabel *m_path;
    QLabel *m_state;
    Section m_step;
    Section m_waiting;
    Section m_deadline;
    Section m_cancel;
    Section m_end;
    std::pair<trace::TaskId, std::size_t> m_cancelSeen; // task, and how often something was marked
    QLabel *m_sharesHeading;
    widgets::ShareBar *m_shares;
    EventTable *m_events;
};

} // namespace awaitscope::panels
