// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/statisticstables.h"

#include <QCoreApplication>

namespace awaitscope::models {

using analysis::Distribution;
using analysis::ResourceStatistics;
using analysis::TemplateStatistics;
using trace::Outcome;

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("awaitscope::Statistics", text);
    }

    [[nodiscard]] QString nameOf(const trace::TraceStore &store, trace::StringId name)
    {
        const std::string_view text = store.text(name);
        return QString::fromUtf8(text.data(), qsizetype(text.size()));
    }

    [[nodiscard]] QString seconds(trace::Timestamp ns)
    {
        return QString::number(double(ns) / 1e9, 'f', 3);
    }

    [[nodiscard]] QString number(double value, int decimals)
    {
        const QString text = QString::number(value, 'f', decimals);
        return text.startsWith(u'-') && text.toDouble() == 0 ? text.mid(1) : text;
    }

    void addPercentiles(QStringList &row, const Distribution &of)
    {
        for (const double percent : {50.0, 90.0, 95.0, 99.0}) {
            row += of.isEmpty() ? QString() : seconds(of.percentile(percent));
        }
        row += of.isEmpty() ? QString() : seconds(of.most());
    }

    [[nodiscard]] bool isCounted(trace::ResourceKind kind)
    {
        return kind == trace::ResourceKind::Semaphore || kind == trace::ResourceKind::Lock
            || kind == trace::ResourceKind::Queue;
    }

} // namespace

TextTable templateTable(const trace::TraceStore &store, const analysis::Statistics &statistics)
{
    TextTable table;
    table.header = {tr("Tasks"),      tr("Count"),      tr("Finished"),   tr("Timed out"),
                    tr("Cancelled"),  tr("Failed"),     tr("Alive"),      tr("p50 s"),
                    tr("p90 s"),      tr("p95 s"),      tr("p99 s"),      tr("Max s"),
                    tr("Wait p50 s"), tr("Wait p90 s"), tr("Wait p95 s"), tr("Wait p99 s"),
                    tr("Wait max s")};
    for (const TemplateStatistics &each : statistics.templates) {
        QStringList row{nameOf(store, each.name), QString::number(each.count)};
        for (const Outcome outcome :
             {Outcome::Finished, Outcome::TimedOut, Outcome::Cancelled, Outcome::Failed}) {
            row += QString::number(each.of(outcome));
        }
        row += QString::number(each.of(Outcome::None) + each.of(Outcome::Destroyed));
        addPercentiles(row, each.latency);
        addPercentiles(row, each.queueing);
        table.rows += row;
    }
    return table;
}

TextTable resourceTable(const trace::TraceStore &store, const analysis::Statistics &statistics)
{
    TextTable table;
    table.header = {tr("Resource"), tr("Utilisation %"), tr("In use"),   tr("Queue L"),
                    tr("Waits"),    tr("Arrivals λ /s"), tr("Wait W s"), tr("λW"),
                    tr("L − λW")};
    for (const ResourceStatistics &each : statistics.resources) {
        const trace::ResourceInfo &info = store.resource(each.resource);
        if (!isCounted(info.kind)) {
            continue;
        }
        const bool hasLimit = info.kind != trace::ResourceKind::Queue || info.slotCount > 0;
        table.rows += {nameOf(store, info.name),
                       hasLimit ? number(each.utilisation * 100, 1) : QString(),
                       number(each.meanInUse, 2),
                       number(each.meanQueue, 2),
                       QString::number(each.arrivals),
                       number(each.arrivalRate, 2),
                       number(each.meanWait, 3),
                       number(each.arrivalRate * each.meanWait, 2),
                       number(each.littleGap(), 2)};
    }
    return table;
}

} // namespace awaitscope::models
