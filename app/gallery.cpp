// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gallery.h"

#include "app/headless.h"

namespace awaitscope::app {

std::vector<GalleryEntry> gallery()
{
    std::vector<GalleryEntry> entries;
    for (const char *const name :
         {"semaphore", "gather-or-create-task", "deadlines-and-cancellation"}) {
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
