// SPDX-License-Identifier: MIT
#include "tests/runs/runtester.h"

#include "engine/formats/eventlog.h"
#include "engine/loop/loopdriver.h"

#include <QDir>
#include <QFile>

#include <array>
#include <map>
#include <stdexcept>

namespace awaitscope::tests {

using run::Run;
using run::RunState;
using trace::TaskId;

namespace {

    const std::map<QString, QByteArray> &ownScenarios()
    {
        static const std::map<QString, QByteArray> scenarios{
            {QStringLiteral("crowd"), R"({"name": "crowd", "seed": 5,
 "resources": [{"name": "pool", "kind": "semaphore", "slots": 20}],
 "tasks": {"job": [{"repeat": {"times": 3, "do": [{"sleep": 0}]}},
   {"acquire": "pool", "do": [{"sleep": {"uniform": [0, 0.01]}},
     {"block": {"choice": [0, 0.0001, 0.002]}}, {"sleep": 0}]}]},
 "main": [{"spawn": "job", "count": 300, "as": "jobs"},
   {"gather": ["$jobs"], "return_exceptions": true}]})"},
            {QStringLiteral("stuck"), R"({"name": "stuck",
 "resources": [{"name": "go", "kind": "event"}, {"name": "pool", "kind": "semaphore", "slots": 0}],
 "tasks": {"job": [{"acquire": "pool", "do": [{"sleep": 0.01}]}],
   "waiter": [{"try": {"do": [{"wait_event": "go"}], "finally": [{"sleep": 0.005}]}}]},
 "main": [{"spawn": "job", "count": 3, "as": "jobs"}, {"spawn": "waiter", "as": "waiter"},
   {"gather": ["$jobs"], "return_exceptions": true}, {"await": "$waiter"}]})"},
            {QStringLiteral("leftovers"), R"({"name": "leftovers",
 "resources": [{"name": "pool", "kind": "semaphore", "slots": 1}],
 "tasks": {"left": [{"try": {"do": [{"acquire": "pool", "do": [{"sleep": 1}]}],
   "finally": [{"sleep": {"uniform": [0.01, 0.1]}}, {"block": 0.005}, {"sleep": 0.02}]}}]},
 "main": [{"spawn": "left", "count": 6}, {"sleep": 0.03}]})"}};
        return scenarios;
    }

} // namespace

QStringList scenarioNames()
{
    QStringList names{QStringLiteral("crowd"), QStringLiteral("stuck"),
                      QStringLiteral("leftovers")};
    for (const QString &file : QDir(QStringLiteral(AWAITSCOPE_GALLERY)).entryList(QDir::Files)) {
        names << QFileInfo(file).completeBaseName();
    }
    return names;
}

QByteArray scenarioNamed(const QString &name)
{
    if (const auto own = ownScenarios().find(name); own != ownScenarios().end()) {
        return own->second;
    }
    QFile file(QStringLiteral(AWAITSCOPE_GALLERY "/") + name + QStringLiteral(".json"));
    if (!file.open(QIODevice::ReadOnly)) {
        throw std::runtime_error(file.fileName().toStdString());
    }
    return file.readAll();
}

run::RunSpec specOf(const QByteArray &scenario)
{
    run::RunSpec spec;
    spec.scenarioText = scenario;
    return spec;
}

QByteArray logOf(const Run &run)
{
    return formats::EventLog(run.store(), formats::Iterations::Show).text();
}

QByteArray replayOf(const run::RunSpec &spec, const run::Limits &limits)
{
    const auto run = Run::create(spec, limits);
    run.value()->runToEnd();
    return logOf(*run.value());
}

RunTester::RunTester(const run::RunSpec &spec, quint32 seed, quint64 slice) : m_random(seed)
{
    m_run = Run::create(spec, {}, m_wall.pacing(slice)).value();
}

quint32 RunTester::random(quint32 below)
{
    return quint32(m_random()) % below;
}

void RunTester::frame()
{
    m_wall.now += qint64(random(40'000'000));
    if (random(8) == 0) {
        m_run->pause();
        m_wall.now += qint64(random(1'000'000'000));
    }
    m_wall.perLook = random(3) == 0 ? loop::LoopDriver::budgetNs / (1 + random(4)) : 0;
    m_run->resume();
    m_run->tick();
    m_wall.perLook = 0;
    if (m_run->state() == RunState::Deadlocked) {
        m_run->conclude();
    }
}

void RunTester::runToEnd()
{
    m_run->resume();
    while (m_run->state() != RunState::Ended) {
        frame();
    }
}

TaskId RunTester::someTask()
{
    const std::vector<TaskId> live = m_run->liveTasks();
    return live.empty() || random(6) == 0 ? TaskId(1 + random(40))
                                          : live[random(quint32(live.size()))];
}

void RunTester::countSituation()
{
    inTurn += m_run->isInTurn() ? 1 : 0;
    inDeadlock += m_run->state() == RunState::Deadlocked ? 1 : 0;
    const trace::TraceStore &store = m_run->store();
    for (quint64 i = store.eventCount(); i-- > 0;) {
        if (store.event(i).kind == trace::TaskEventKind::Shutdown) {
            ++inShutdown;
            break;
        }
    }
}

void RunTester::intervene()
{
    const auto semaphore = [this]() -> trace::ResourceId {
        for (quint16 i = 1; i <= m_run->store().resourceCount(); ++i) {
            if (m_run->store().resource(trace::ResourceId(i)).kind
                == trace::ResourceKind::Semaphore) {
                return trace::ResourceId(i);
            }
        }
        return {};
    }();
    countSituation();
    if (semaphore && random(3) == 0) {
        m_run->setSlots(semaphore, random(8));
    } else if (random(4) == 0) {
        m_run->cancel({someTask(), someTask(), someTask()});
    } else {
        m_run->cancel(someTask());
    }
}

void RunTester::play()
{
    static constexpr std::array speeds{0.1, 1.0, 3.7, 100.0, Run::maxSpeed};
    switch (random(8)) {
    case 0:
        m_run->setSpeed(speeds[random(speeds.size())]);
        break;
    case 1:
        m_run->pause();
        m_wall.now += qint64(random(100'000'000));
        m_run->stepTurn();
        break;
    case 2:
        m_run->pause();
        intervene();
        m_wall.now += qint64(random(100'000'000));
        intervene();
        break;
    default: // a click behind a frame, which a slow machine ends anywhere
        m_wall.now += qint64(random(40'000'000));
        m_wall.perLook = random(2) == 0 ? loop::LoopDriver::budgetNs / (1 + random(50)) : 0;
        m_run->resume();
        m_run->tick();
        m_wall.perLook = 0;
        intervene();
        break;
    }
}

} // namespace awaitscope::tests
