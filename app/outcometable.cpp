// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/outcometable.h"

#include "engine/trace/summarybuilder.h"
#include "ui/models/texttable.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace awaitscope::app {

namespace {

    using trace::Outcome;
    using trace::Timestamp;

    /// The tasks of one template.
    struct Group
    {
        QString name;
        std::array<int, 6> outcomes{}; // by Outcome; None: alive
        std::vector<Timestamp> durations; // of those that ended
    };

    [[nodiscard]] std::vector<Group> groupsOf(const trace::TraceStore &store,
                                              const trace::SummaryList &tasks)
    {
        std::vector<Group> groups;
        std::unordered_map<trace::StringId, std::size_t> places;
        for (quint32 i = 1; i <= store.taskCount(); ++i) {
            const trace::TaskId id(i);
            const trace::TaskSummary &task = tasks[i - 1];
            const auto [place, isNew] = places.try_emplace(store.task(id).name, groups.size());
            if (isNew) {
                const std::string_view name = store.taskName(id);
                groups.push_back({QString::fromUtf8(name.data(), qsizetype(name.size()))});
            }
            Group &group = groups[place->second];
            ++group.outcomes[std::size_t(task.outcome)];
            if (!task.isAlive()) {
                group.durations.push_back(task.ended - task.created);
            }
        }
        return groups;
    }

    [[nodiscard]] QString seconds(Timestamp ns)
    {
        return QString::number(double(ns) / 1e9, 'f', 3);
    }

    [[nodiscard]] QStringList rowOf(Group group)
    {
        int count = 0;
        QStringList row{group.name};
        for (const int outcome : group.outcomes) {
            count += outcome;
        }
        row += QString::number(count);
        for (const Outcome outcome : {Outcome::Finished, Outcome::TimedOut, Outcome::Cancelled,
                                      Outcome::Failed, Outcome::None, Outcome::Destroyed}) {
            const int number = group.outcomes[std::size_t(outcome)];
            row += number > 0 ? QString::number(number) : QStringLiteral("-");
        }
        std::vector<Timestamp> &durations = group.durations;
        if (durations.empty()) {
            return row += {QStringLiteral("-"), QStringLiteral("-")};
        }
        const auto median = durations.begin() + std::ptrdiff_t((durations.size() - 1) / 2);
        std::ranges::nth_element(durations, median);
        row += seconds(*median);
        row += seconds(*std::max_element(median, durations.end()));
        return row;
    }

} // namespace

QByteArray outcomeTable(const run::Run &run)
{
    trace::SummaryBuilder builder(run.store());
    builder.update();
    models::TextTable table{{QStringLiteral("task"), QStringLiteral("count"),
                             QStringLiteral("finished"), QStringLiteral("timed out"),
                             QStringLiteral("cancelled"), QStringLiteral("failed"),
                             QStringLiteral("alive"), QStringLiteral("destroyed"),
                             QStringLiteral("median s"), QStringLiteral("longest s")},
                            {}};
    for (Group &group : groupsOf(run.store(), builder.summaries())) {
        table.rows += rowOf(std::move(group));
    }
    return (table.text() + QStringLiteral("virtual time %1 s\n").arg(seconds(run.now()))).toUtf8();
}

} // namespace awaitscope::app
