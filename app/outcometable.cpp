// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/outcometable.h"

#include "engine/trace/spanbuilder.h"
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
                                              const trace::SpanBuilder &spans)
    {
        std::vector<Group> groups;
        std::unordered_map<trace::StringId, std::size_t> places;
        for (quint32 i = 1; i <= store.taskCount(); ++i) {
            const trace::TaskId id(i);
            const trace::TaskLife &life = spans.life(id);
            const auto [place, isNew] = places.try_emplace(store.task(id).name, groups.size());
            if (isNew) {
                const std::string_view name = store.taskName(id);
                groups.push_back({QString::fromUtf8(name.data(), qsizetype(name.size()))});
            }
            Group &group = groups[place->second];
            ++group.outcomes[std::size_t(life.outcome)];
            if (!life.isAlive()) {
                group.durations.push_back(life.ended - life.created);
            }
        }
        for (Group &group : groups) {
            std::ranges::sort(group.durations);
        }
        return groups;
    }

    [[nodiscard]] QString seconds(Timestamp ns)
    {
        return QString::number(double(ns) / 1e9, 'f', 3);
    }

    [[nodiscard]] QStringList rowOf(const Group &group)
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
        const bool hasEnded = !group.durations.empty();
        row += hasEnded ? seconds(group.durations[(group.durations.size() - 1) / 2])
                        : QStringLiteral("-");
        row += hasEnded ? seconds(group.durations.back()) : QStringLiteral("-");
        return row;
    }

} // namespace

QByteArray outcomeTable(const run::Run &run)
{
    trace::SpanBuilder spans(run.store());
    spans.update();
    models::TextTable table{{QStringLiteral("task"), QStringLiteral("count"),
                             QStringLiteral("finished"), QStringLiteral("timed out"),
                             QStringLiteral("cancelled"), QStringLiteral("failed"),
                             QStringLiteral("alive"), QStringLiteral("destroyed"),
                             QStringLiteral("median s"), QStringLiteral("longest s")},
                            {}};
    for (const Group &group : groupsOf(run.store(), spans)) {
        table.rows += rowOf(group);
    }
    return (table.text() + QStringLiteral("virtual time %1 s\n").arg(seconds(run.now()))).toUtf8();
}

} // namespace awaitscope::app
