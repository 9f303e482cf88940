// SPDX-License-Identifier: MIT
#include "tests/runs/runtester.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

// Runs scenarios on request: reads a JSON object a line from standard input, with the keys
// "scenario" and "interventions" (JSON texts), "set" (a list of NAME=VALUE) and, if the run shall
// be paced and paused at random, "pace" (a seed). Answers with "log", the size, a line feed and the
// log with iterations; or with "error", the size, a line feed and why.

namespace awaitscope {

namespace {

    template <typename T>
    [[nodiscard]] T valueOf(scenario::Result<T> result)
    {
        if (!result) {
            throw std::runtime_error(result.problem().text().toStdString());
        }
        return std::move(result).value();
    }

    [[nodiscard]] run::RunSpec specOf(const QJsonObject &request)
    {
        run::RunSpec spec;
        spec.scenarioText = request.value(u"scenario").toString().toUtf8();
        for (const QJsonValue &assignment : request.value(u"set").toArray()) {
            auto [name, value] = valueOf(scenario::parseAssignment(assignment.toString()));
            spec.values.insert_or_assign(name, value);
        }
        const auto scenario = valueOf(scenario::parseScenario(spec.scenarioText, {}, spec.values));
        spec.interventions = valueOf(run::parseInterventions(
            request.value(u"interventions").toString().toUtf8(), scenario, {}));
        return spec;
    }

    [[nodiscard]] QByteArray logOf(const QJsonObject &request)
    {
        const run::RunSpec spec = specOf(request);
        if (!request.contains(u"pace")) {
            const auto run = valueOf(run::Run::create(spec));
            run->runToEnd();
            return tests::logOf(*run);
        }
        const auto pace = quint32(request.value(u"pace").toInteger());
        tests::RunTester tester(spec, pace, 1 + pace % 9);
        tester.runToEnd();
        return tests::logOf(tester.run());
    }

    void answer(const char *kind, const QByteArray &text)
    {
        std::printf("%s %lld\n", kind, static_cast<long long>(text.size()));
        std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout);
        std::fflush(stdout);
    }

} // namespace

} // namespace awaitscope

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QFile requests;
    if (!requests.open(stdin, QIODevice::ReadOnly)) {
        return 1;
    }
    for (QByteArray line = requests.readLine(); !line.isEmpty(); line = requests.readLine()) {
        try {
            awaitscope::answer("log", awaitscope::logOf(QJsonDocument::fromJson(line).object()));
        } catch (const std::runtime_error &error) {
            awaitscope::answer("error", error.what());
        }
    }
    return 0;
}
