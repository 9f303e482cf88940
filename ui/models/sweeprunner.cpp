// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sweeprunner.h"

namespace awaitscope::models {

namespace {

    constexpr int lookMs = 100;

} // namespace

SweepRunner::SweepRunner(QObject *parent) : QObject(parent)
{
    m_look.setInterval(lookMs);
    connect(&m_look, &QTimer::timeout, this, &SweepRunner::collect);
}

SweepRunner::~SweepRunner() = default; // std::jthread asks its function to stop, and waits

void SweepRunner::start(const analysis::SweepPlan &plan)
{
    cancel();
    m_plan = plan;
    m_results.clear();
    m_fresh.clear();
    m_isDone = false;
    m_thread = std::jthread([this](const std::stop_token &stop) {
        analysis::sweep(
            m_plan,
            [this](const analysis::SweepRun &run) {
                const std::scoped_lock lock(m_mutex);
                m_fresh.push_back(run);
            },
            stop);
        const std::scoped_lock lock(m_mutex);
        m_isDone = true;
    });
    m_look.start();
    Q_EMIT resultsAdded();
}

void SweepRunner::cancel()
{
    if (isRunning()) {
        m_thread.request_stop();
        m_thread.join();
        collect();
    }
}

void SweepRunner::clear()
{
    m_results.clear();
    m_plan = {};
    Q_EMIT resultsAdded();
}

void SweepRunner::collect()
{
    std::vector<analysis::SweepRun> fresh;
    bool isDone = false;
    {
        const std::scoped_lock lock(m_mutex);
        fresh.swap(m_fresh);
        isDone = m_isDone;
    }
    for (const analysis::SweepRun &run : fresh) {
        m_results.add(run);
    }
    if (!fresh.empty()) {
        Q_EMIT resultsAdded();
    }
    if (isDone) {
        m_look.stop();
        m_thread = {};
        Q_EMIT ended();
    }
}

} // namespace awaitscope::models
