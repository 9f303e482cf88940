// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/sweepcurve.h"

#include <QObject>
#include <QTimer>

#include <mutex>
#include <thread>

namespace awaitscope::models {

/// A sweep in the background. Its results come a few times a second.
class SweepRunner final : public QObject
{
    Q_OBJECT

public:
    explicit SweepRunner(QObject *parent = nullptr);
    /// Waits until the runs under way have seen that they are not wanted any more.
    ~SweepRunner() override;

    /// In place of the one that runs.
    void start(const analysis::SweepPlan &plan);
    /// What has come stays.
    void cancel();
    /// Forgets the results. Precondition: none is running.
    void clear();

    [[nodiscard]] bool isRunning() const noexcept { return m_thread.joinable(); }

    [[nodiscard]] const analysis::SweepPlan &plan() const noexcept { return m_plan; }

    [[nodiscard]] const analysis::SweepResults &results() const noexcept { return m_results; }

Q_SIGNALS:
    void resultsAdded();
    /// It came to its end, or was cancelled.
    void ended();

private:
    void collect();

    analysis::SweepPlan m_plan;
    analysis::SweepResults m_results;
    QTimer m_look;
    std::mutex m_mutex; // guards:
    std::vector<analysis::SweepRun> m_fresh;
    bool m_isDone = false;
    std::jthread m_thread; // the last member: it uses those above
};

} // namespace awaitscope::models
