// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/insights.h"
#include "ui/models/selectioncontroller.h"
#include "ui/models/tracemodel.h"

#include <QLabel>
#include <QPointer>
#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace awaitscope::panels {

/// One insight as a sentence with its numbers; the tasks that it speaks of are links.
[[nodiscard]] QString insightStory(const trace::TraceStore &store,
                                   const analysis::Insight &insight);

/// What the program sees in the run, a card an insight.
class InsightsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit InsightsPanel(models::SelectionController &selection, QWidget *parent = nullptr);

    /// Null: nothing to say. Not owned.
    void setTrace(models::TraceModel *trace);

    /// The texts of the cards.
    [[nodiscard]] QStringList stories() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void lookAgain();
    void look();
    void show(const std::vector<analysis::Insight> &insights);
    [[nodiscard]] QLabel *addCard();

    models::SelectionController &m_selection;
    QPointer<models::TraceModel> m_trace;
    quint64 m_seen = 0; // events at the last look
    QTimer m_next; // the next look: rarely where a look takes long
    QTimer m_rest; // a look as soon as the run has come to rest
    QLabel *m_heading;
    QVBoxLayout *m_layout;
    std::vector<QLabel *> m_cards;
};

} // namespace awaitscope::panels
