// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/criticalpath.h"
#include "ui/models/selectioncontroller.h"
#include "ui/models/tracemodel.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QTableWidget;

namespace awaitscope::panels {

/// The critical path of the run, of a task, or of one of its gathers, as a list: each link with its
/// share. A click on a link selects its task and shows the moment. While the panel is in sight, so
/// is the path on the timeline.
class PathPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit PathPanel(models::SelectionController &selection, QWidget *parent = nullptr);

    /// Null: nothing. Not owned.
    void setTrace(models::TraceModel *trace);

    /// That of the run, without one.
    void showPathOf(trace::TaskId task);
    /// What fixed how long that one took.
    void showPathOf(const analysis::Gather &gather);

    /// As long as the panel is in sight; else empty.
    [[nodiscard]] const std::vector<analysis::PathLink> &path() const { return m_path; }

    [[nodiscard]] QTableWidget &table() const { return *m_table; }

    [[nodiscard]] QPushButton &taskButton() const { return *m_ofTask; }

    /// Opens a menu of the gathers of the selected task, or of the main task.
    [[nodiscard]] QPushButton &gatherButton() const { return *m_ofGather; }

    /// What fixed the total, in one sentence.
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void pathChanged();
    /// The user wants to see this moment.
    void momentChosen(awaitscope::trace::Timestamp time);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void listGathers();
    void lookLater();
    void look();
    void fill();
    void showSummary();
    [[nodiscard]] QString whose() const;
    void choose(int row);

    models::SelectionController &m_selection;
    QPointer<models::TraceModel> m_trace;
    trace::TaskId m_task; // whose path is shown; none: that of the run
    std::optional<analysis::Gather> m_gather; // in place of its task
    std::vector<analysis::PathLink> m_path;
    quint64 m_seen = 0; // events at the last look
    QTimer m_next; // the next look: rarely where a look takes long
    QPushButton *m_ofRun;
    QPushButton *m_ofTask;
    QPushButton *m_ofGather;
    QLabel *m_summary;
    QTableWidget *m_table;
};

} // namespace awaitscope::panels
