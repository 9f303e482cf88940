// SPDX-License-Identifier: MIT
#pragma once

#include "engine/analysis/criticalpath.h"
#include "engine/run/run.h"

#include <map>
#include <random>

namespace awaitscope::tests {

using analysis::PathLink;
using trace::TaskId;
using trace::Timestamp;

inline constexpr Timestamp shortened = 1'000'000; // ns

struct Outcome
{
    std::unique_ptr<run::Run> run;
    std::unique_ptr<trace::SpanBuilder> spans;
    std::vector<PathLink> path;

    [[nodiscard]] Timestamp total() const { return run->now(); }
};

[[nodiscard]] inline Outcome outcomeOf(const QByteArray &text, TaskId task = TaskId(1))
{
    auto created = run::Run::create({.scenarioText = text});
    if (!created) {
        qFatal("%s", qPrintable(created.problem().text()));
    }
    Outcome outcome{.run = std::move(created).value()};
    outcome.run->runToEnd();
    outcome.spans = std::make_unique<trace::SpanBuilder>(outcome.run->store());
    outcome.spans->update();
    outcome.path =
        analysis::criticalPath(outcome.run->store(), *outcome.spans, task, outcome.run->now());
    return outcome;
}

/// The tasks of a path, and how many milliseconds each is on it at a time: `3:100 2:50`.
[[nodiscard]] inline QString shown(const std::vector<PathLink> &path)
{
    QStringList links;
    for (const PathLink &link : path) {
        links +=
            QStringLiteral("%1:%2").arg(link.task.value).arg(link.range.duration() / 1'000'000);
    }
    return links.join(QLatin1Char(' '));
}

/// A program without contention: each template is used once, sleeps, and gathers or spawns others.
class RandomProgram
{
public:
    explicit RandomProgram(quint32 seed) : m_random(seed) { grow("main", 0); }

    /// With one of the sleeps shortened; -1: none.
    [[nodiscard]] QByteArray text(int shorter = -1) const
    {
        QByteArray result = R"({"name": "random", "tasks": {)" + m_templates.join(", ")
            + R"(}, "main": )" + m_main + "}";
        for (int i = 0; i < int(m_sleeps.size()); ++i) {
            const Timestamp ns = m_sleeps[std::size_t(i)] - (i == shorter ? shortened : 0);
            result.replace("<" + QByteArray::number(i) + ">",
                           QByteArray::number(double(ns) / 1e9, 'f', 9));
        }
        return result;
    }

    [[nodiscard]] int sleepCount() const { return int(m_sleeps.size()); }

private:
    void grow(const QByteArray &name, int depth)
    {
        QByteArrayList steps;
        const int count = int(m_random() % 3) + 2;
        for (int i = 0; i < count; ++i) {
            steps += sleep();
            if (depth < 3 && m_random() % 2 == 0) {
                steps += fork(depth);
            }
        }
        const QByteArray body = "[" + steps.join(", ") + "]";
        if (depth == 0) {
            m_main = body;
        } else {
            m_templates += "\"" + name + "\": " + body;
        }
    }

    [[nodiscard]] QByteArray sleep()
    {
        // No two are alike, so that no two paths are equally long.
        m_sleeps.push_back(5'000'000 + Timestamp(m_random() % 400'000'000));
        return R"({"sleep": <)" + QByteArray::number(m_sleeps.size() - 1) + ">}";
    }

    [[nodiscard]] QByteArray fork(int depth)
    {
        QByteArrayList names;
        const bool isGather = m_random() % 2 == 0;
        for (int i = isGather ? int(m_random() % 3) : 0; i >= 0; --i) {
            names += "t" + QByteArray::number(++m_names);
        }
        for (const QByteArray &name : names) {
            grow(name, depth + 1);
        }
        const QByteArray list = "\"" + names.join("\", \"") + "\"";
        if (isGather) {
            return R"({"gather": [)" + list + "]}";
        }
        const QByteArray variable = "v" + names.front();
        return R"({"spawn": ")" + names.front() + R"(", "as": ")" + variable + R"("}, )" + sleep()
            + R"(, {"await": "$)" + variable + R"("})";
    }

    std::mt19937 m_random;
    QByteArrayList m_templates;
    QByteArray m_main;
    std::vector<Timestamp> m_sleeps;
    int m_names = 0;
};

/// The task and step whose span got shorter; others only move.
[[nodiscard]] inline std::optional<std::pair<TaskId, trace::StepId>>
stepThatChanged(const Outcome &one, const Outcome &other)
{
    const auto sleepsOf = [](const Outcome &outcome) {
        std::map<QByteArray, std::pair<Timestamp, std::pair<TaskId, trace::StepId>>> sleeps;
        quint32 task = 0;
        for (const trace::TaskLife &life : outcome.spans->lives()) {
            ++task;
            for (const trace::Span &span : life.spans) {
                if (span.state == trace::TaskState::Working) {
                    const QByteArray key = outcome.run->store().taskPath(TaskId(task)) + ' '
                        + QByteArray::number(span.step.value);
                    sleeps[key] = {span.end - span.begin, {TaskId(task), span.step}};
                }
            }
        }
        return sleeps;
    };
    const auto before = sleepsOf(one);
    const auto after = sleepsOf(other);
    for (const auto &[key, sleep] : before) {
        const auto found = after.find(key);
        if (found != after.end() && found->second.first == sleep.first - shortened) {
            return sleep.second;
        }
    }
    return std::nullopt;
}

} // namespace awaitscope::tests
