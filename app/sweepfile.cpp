// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweepfile.h"

#include "engine/formats/csvwriter.h"
#include "ui/models/texttable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace awaitscope::app {

using analysis::Metric;
using analysis::MetricInfo;
using analysis::SweepPoint;
using analysis::SweepRun;

namespace {

    [[nodiscard]] QString nameOf(run::RunEnd end)
    {
        switch (end) {
        case run::RunEnd::None:
        case run::RunEnd::Stopped:
            return QStringLiteral("stopped");
        case run::RunEnd::Finished:
            return QStringLiteral("finished");
        case run::RunEnd::MainFailed:
            return QStringLiteral("main failed");
        case run::RunEnd::Deadlock:
            return QStringLiteral("deadlock");
        case run::RunEnd::LimitReached:
            return QStringLiteral("limit reached");
        case run::RunEnd::Invalid:
            return QStringLiteral("invalid");
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] std::string number(double value)
    {
        return std::isfinite(value) ? QByteArray::number(value, 'g', 12).toStdString()
                                    : std::string();
    }

    [[nodiscard]] QJsonValue jsonOf(std::optional<double> value)
    {
        return value && std::isfinite(*value) ? QJsonValue(*value) : QJsonValue();
    }

    [[nodiscard]] QJsonArray runsOf(const SweepReport &report)
    {
        QJsonArray runs;
        for (const SweepRun &run : report.results.runs()) {
            QJsonObject object{{QStringLiteral("value"), run.value},
                               {QStringLiteral("seed"), qint64(run.seed)},
                               {QStringLiteral("end"), nameOf(run.end)}};
            if (const SweepRun::Template *const found = run.find(report.tasks)) {
                object.insert(QStringLiteral("tasks"), qint64(found->count));
                for (const MetricInfo &info : analysis::metrics()) {
                    object.insert(info.name, jsonOf(found->measures[std::size_t(info.metric)]));
                }
            }
            runs.append(object);
        }
        return runs;
    }

    [[nodiscard]] QJsonObject curvesOf(const SweepReport &report)
    {
        QJsonObject curves;
        for (const MetricInfo &info : analysis::metrics()) {
            QJsonArray points;
            for (const SweepPoint &point : report.results.curve(report.tasks, info.metric)) {
                points.append(QJsonObject{{QStringLiteral("value"), point.value},
                                          {QStringLiteral("least"), point.least},
                                          {QStringLiteral("mean"), point.mean},
                                          {QStringLiteral("most"), point.most}});
            }
            curves.insert(info.name, points);
        }
        return curves;
    }

} // namespace

QByteArray sweepCsv(const SweepReport &report)
{
    QByteArray csv;
    formats::CsvWriter writer(csv);
    writer.cell(report.plan.parameter.toStdString()).cell("seed").cell("end").cell("tasks");
    for (const MetricInfo &info : analysis::metrics()) {
        writer.cell({info.name.data(), std::size_t(info.name.size())});
    }
    writer.endRow();
    for (const SweepRun &run : report.results.runs()) {
        const SweepRun::Template *const found = run.find(report.tasks);
        writer.cell(number(run.value)).number(qint64(run.seed)).cell(nameOf(run.end).toStdString());
        writer.number(found ? qint64(found->count) : 0);
        for (const MetricInfo &info : analysis::metrics()) {
            writer.cell(found ? number(found->measures[std::size_t(info.metric)]) : std::string());
        }
        writer.endRow();
    }
    return csv;
}

QByteArray sweepJson(const SweepReport &report)
{
    const QJsonObject json{
        {QStringLiteral("awaitscope_sweep"), 1},
        {QStringLiteral("scenario"), report.plan.spec.scenarioFile},
        {QStringLiteral("parameter"), QString::fromUtf8(report.plan.parameter)},
        {QStringLiteral("tasks"), QString::fromUtf8(report.tasks)},
        {QStringLiteral("goal"), report.goal ? QJsonValue(report.goal->text()) : QJsonValue()},
        {QStringLiteral("least_with_goal"), jsonOf(report.smallest())},
        {QStringLiteral("knee_of_p95"), jsonOf(report.knee())},
        {QStringLiteral("runs"), runsOf(report)},
        {QStringLiteral("curves"), curvesOf(report)},
    };
    return QJsonDocument(json).toJson();
}

QByteArray sweepTable(const SweepReport &report)
{
    static constexpr Metric columns[] = {Metric::Throughput, Metric::P50,      Metric::P95,
                                         Metric::P99,        Metric::Timeouts, Metric::Utilisation};
    models::TextTable table{{QString::fromUtf8(report.plan.parameter)}, {}};
    std::map<double, std::size_t> lines; // by value
    for (const SweepRun &run : report.results.runs()) {
        if (lines.emplace(run.value, table.rows.size()).second) {
            table.rows += QStringList(QString::number(run.value));
        }
    }
    for (const Metric metric : columns) {
        const MetricInfo &info = analysis::infoOf(metric);
        const bool isShare = info.unit == analysis::MetricUnit::Share;
        const QString unit = isShare                       ? QStringLiteral(" %")
            : info.unit == analysis::MetricUnit::PerSecond ? QStringLiteral(" /s")
                                                           : QStringLiteral(" s");
        table.header += info.name + unit;
        for (QStringList &row : table.rows) {
            row += QStringLiteral("-");
        }
        for (const SweepPoint &point : report.results.curve(report.tasks, metric)) {
            table.rows[qsizetype(lines.at(point.value))].back() =
                QString::number(point.mean * (isShare ? 100 : 1), 'f', isShare ? 1 : 3);
        }
    }
    return table.text().toUtf8();
}

} // namespace awaitscope::app
