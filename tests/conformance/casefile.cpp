// SPDX-License-Identifier: MIT
#include "tests/conformance/casefile.h"

#include <QFile>

#include <map>
#include <stdexcept>

namespace awaitscope::conformance {

namespace {

    /// Takes what stands before @p separator (or everything) off the front of @p text.
    QByteArray takeUntil(QByteArray &text, char separator)
    {
        const qsizetype end = text.indexOf(separator);
        const QByteArray taken = text.left(end < 0 ? text.size() : end);
        text = end < 0 ? QByteArray() : text.mid(end + 1);
        return taken;
    }

    /// Takes ` key=value` as `,"key":value`. A value is JSON without white space outside of
    /// strings, or a plain word, which is a string.
    QByteArray takeKey(QByteArray &text)
    {
        QByteArray key = ",\"" + takeUntil(text, '=') + "\":";
        qsizetype end = 0;
        for (bool isInString = false; end < text.size(); ++end) {
            if (text[end] == '"') {
                isInString = !isInString;
            } else if (isInString && text[end] == '\\') {
                ++end;
            } else if (!isInString && text[end] == ' ') {
                break;
            }
        }
        const QByteArray value = text.left(end);
        text = text.mid(end + 1);
        const bool isLiteral = value == "true" || value == "false" || value == "null";
        const bool isWord = !isLiteral && (QChar::isLetter(uchar(value[0])) || value[0] == '_');
        return key + (isWord ? '"' + value + '"' : value);
    }

    /// Writes the lines of a log in full, one after the other.
    class LogReader
    {
    public:
        void read(QByteArray line, QByteArray &log)
        {
            if (line.startsWith('@')) {
                m_time = line.mid(1, line.indexOf(' ') - 1);
                m_iteration = line.mid(line.indexOf(' ') + 1);
                return;
            }
            const QByteArray task = takeUntil(line, ' ');
            const QByteArray event = takeUntil(line, ' ');
            if (event == "created") {
                Task &created = m_tasks[task];
                created.name = takeUntil(line, ' ');
                created.parent = takeUntil(line, ' ');
            }
            QByteArray resource;
            QByteArray keys;
            while (!line.isEmpty() && !line.startsWith('/')) {
                const QByteArray key = takeKey(line);
                resource = key.startsWith(",\"resource\":") ? key : resource;
                keys += key;
            }
            log += start(task, event) + keys + "}\n";
            if (line.startsWith("/ ")) {
                takeUntil(line, ' ');
                const QByteArray inUse = takeUntil(line, ' ');
                log += start(task, "slots") + resource + ",\"in_use\":" + inUse
                    + ",\"waiting\":" + line + "}\n";
            }
        }

    private:
        struct Task
        {
            QByteArray name;
            QByteArray parent;
        };

        [[nodiscard]] QByteArray start(const QByteArray &task, const QByteArray &event) const
        {
            const auto known = m_tasks.find(task);
            if (known == m_tasks.end()) {
                throw std::runtime_error("a task that was not created");
            }
            return "{\"t\":" + m_time + ",\"it\":" + m_iteration + ",\"task\":" + task
                + ",\"name\":\"" + known->second.name + "\",\"parent\":" + known->second.parent
                + ",\"event\":\"" + event + '"';
        }

        QByteArray m_time;
        QByteArray m_iteration;
        std::map<QByteArray, Task> m_tasks{{"0", {"loop", "0"}}};
    };

    /// Reads a file line by line.
    class CaseReader
    {
    public:
        [[nodiscard]] std::vector<Case> read(QFile &file)
        {
            for (qsizetype number = 1; !file.atEnd(); ++number) {
                QByteArray line = file.readLine();
                line.chop(line.endsWith('\n') ? 1 : 0);
                try {
                    readLine(std::move(line));
                } catch (const std::runtime_error &error) {
                    throw std::runtime_error(file.fileName().toStdString() + ':'
                                             + std::to_string(number) + ": " + error.what());
                }
            }
            return std::move(m_cases);
        }

    private:
        void readLine(QByteArray line)
        {
            if (line.startsWith("=== ")) {
                m_cases.emplace_back().name = QString::fromUtf8(line.mid(4));
                m_isInLog = false;
            } else if (m_cases.empty()) {
                throw std::runtime_error("expected ===");
            } else if (m_isInLog) {
                m_log.read(std::move(line), m_cases.back().log);
            } else {
                readHead(std::move(line), m_cases.back());
            }
        }

        void readHead(QByteArray line, Case &current)
        {
            const QByteArray key = takeUntil(line, ' ');
            if (key == "scenario") {
                current.scenario = line;
            } else if (key == "interventions") {
                current.interventions = line;
            } else if (key == "seed") {
                current.seed = line.toULongLong();
            } else if (key == "set") {
                const auto parsed = scenario::parseAssignment(QString::fromUtf8(line));
                if (!parsed) {
                    throw std::runtime_error(parsed.problem().text().toStdString());
                }
                current.values.insert_or_assign(parsed.value().first, parsed.value().second);
            } else if (key == "log") {
                m_isInLog = true;
                m_log = {};
            } else {
                throw std::runtime_error("expected scenario, seed, set, interventions or log");
            }
        }

        std::vector<Case> m_cases;
        LogReader m_log;
        bool m_isInLog = false;
    };

} // namespace

run::RunSpec specOf(const Case &wanted)
{
    run::RunSpec spec;
    spec.scenarioText = wanted.scenario;
    spec.scenarioFile = wanted.name;
    spec.values = wanted.values;
    spec.seed = wanted.seed;
    if (!wanted.interventions.isEmpty()) {
        const auto scenario = scenario::parseScenario(spec.scenarioText, spec.scenarioFile);
        spec.interventions =
            run::parseInterventions(wanted.interventions, scenario.value(), wanted.name).value();
    }
    return spec;
}

std::vector<Case> readCases(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        throw std::runtime_error(fileName.toStdString() + ": " + file.errorString().toStdString());
    }
    return CaseReader().read(file);
}

} // namespace awaitscope::conformance
