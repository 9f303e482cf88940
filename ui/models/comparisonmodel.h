// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tracemodel.h"
#include "ui/timeline/overlay.h"

#include <QPointer>
#include <QTimer>

namespace awaitscope::models {

/// Another run beside the one that is shown: what it did, and in what the two differ. Both may go
/// on.
class ComparisonModel final : public QObject
{
    Q_OBJECT

public:
    /// @p before outlives the model; @p title: what a person calls that run.
    ComparisonModel(const trace::TraceStore &before, const QString &title,
                    QObject *parent = nullptr);

    /// Lets pictures carry the other run.
    void setRunSpec(const QString &name, const QByteArray &runSpec);
    /// The run that is shown; null: none. Not owned.
    void setAfter(TraceModel *after);
    /// Takes in what is new of the other run, which has come to @p now.
    void update(trace::Timestamp now);

    [[nodiscard]] TraceModel *after() const { return m_after; }

    [[nodiscard]] const trace::TraceStore &before() const noexcept { return m_store; }

    /// As it was found at the last changed().
    [[nodiscard]] const analysis::Comparison &comparison() const noexcept { return m_comparison; }

    [[nodiscard]] const timeline::OtherRun &other() const noexcept { return m_other; }

Q_SIGNALS:
    void changed();

private:
    void compareLater();
    void compare();

    const trace::TraceStore &m_store;
    trace::SpanBuilder m_spans;
    timeline::TimelineModel m_timeline;
    analysis::Comparison m_comparison;
    timeline::OtherRun m_other;
    QPointer<TraceModel> m_after;
    QTimer m_next; // the next comparison: rarely where one takes long
};

} // namespace awaitscope::models
