// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gallery.h"

#include "app/specfile.h"

namespace awaitscope::app {

namespace {

    constexpr const char *names[] = {
        // The three problems that the program explains first.
        "semaphore", "gather-or-create-task", "deadlines-and-cancellation",
        // Several tasks at once, and what becomes of the others.
        "gather-one-fails", "as-completed", "task-group-fails", "hedged-request",
        // Cancellation done right and wrong.
        "swallowed-cancellation", "shield-commit",
        // Limits.
        "connection-pool", "token-bucket", "retry-backoff",
        // Tasks that wait for each other.
        "batch-inference", "model-load-event", "tensor-parallel-barrier",
        // Mistakes.
        "leaked-slot", "blocked-loop", "never-retrieved", "deadlock"};

} // namespace

std::vector<GalleryEntry> gallery()
{
    std::vector<GalleryEntry> entries;
    for (const char *const name : names) {
        const QString file = QStringLiteral(":/scenarios/%1.json").arg(QLatin1String(name));
        const auto text = readFile(file);
        Q_ASSERT(text.isOk());
        const auto scenario = scenario::parseScenario(text.value(), file);
        Q_ASSERT(scenario.isOk());
        entries.push_back({scenario.value().title, file});
    }
    return entries;
}

} // namespace awaitscope::app
