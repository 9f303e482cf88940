// SPDX-License-Identifier: MIT
#include "engine/scenario/rewriting.h"

#include "engine/scenario/json.h"

#include <QLocale>

#include <algorithm>
#include <vector>

namespace awaitscope::scenario {

namespace {

    /// What comes in place of a stretch of the text.
    struct Replacement
    {
        Place begin;
        Place end;
        QByteArray text;
    };

    /// Replaces stretches that do not overlap.
    [[nodiscard]] QByteArray replaced(const QByteArray &text, std::vector<Replacement> all)
    {
        const auto before = [](const Replacement &one, const Replacement &other) {
            return std::pair(one.begin.line, one.begin.column)
                < std::pair(other.begin.line, other.begin.column);
        };
        std::ranges::sort(all, before);
        QByteArray result;
        Place at{1, 1};
        auto next = all.begin();
        bool isInside = false;
        for (qsizetype i = 0; i <= text.size(); ++i) {
            if (isInside && at == next->end) {
                isInside = false;
                ++next;
            }
            if (next != all.end() && at == next->begin && !isInside) {
                isInside = true;
                result += next->text;
            }
            if (i == text.size()) {
                break;
            }
            if (!isInside) {
                result += text[i];
            }
            const bool endsCharacter = i + 1 == text.size() || (quint8(text[i + 1]) & 0xC0) != 0x80;
            if (text[i] == '\n') {
                at = {at.line + 1, 1};
            } else if (endsCharacter) {
                ++at.column;
            }
        }
        return result;
    }

    /// Collects the numbers of the durations of sleeps.
    class SleepScaler
    {
    public:
        SleepScaler(const ParameterValues &values, const JsonValue *declarations, double factor)
            : m_values(values), m_declarations(declarations), m_factor(factor)
        { }

        void visit(const JsonValue &value)
        {
            for (const JsonValue &item : value.items) {
                visit(item);
            }
            for (const JsonMember &member : value.members) {
                if (member.key == "sleep" && isDuration(member.value)) {
                    scaleDuration(member.value);
                } else {
                    visit(member.value);
                }
            }
        }

        [[nodiscard]] std::vector<Replacement> take() { return std::move(m_replacements); }

    private:
        /// And not the handler of an error of that name.
        [[nodiscard]] static bool isDuration(const JsonValue &value)
        {
            return value.isNumber() || value.find("param") || value.find("uniform")
                || value.find("exponential") || value.find("lognormal") || value.find("choice");
        }

        void scaleDuration(const JsonValue &value)
        {
            if (value.isNumber() || value.find("param")) {
                scale(value);
            } else if (const JsonValue *const mean = value.find("exponential")) {
                scale(*mean);
            } else if (const JsonValue *const both = value.find("lognormal")) {
                scale(both->items.front()); // the median, not sigma
            } else {
                const JsonValue *const edges = value.find("uniform");
                for (const JsonValue &item : (edges ? edges : value.find("choice"))->items) {
                    scale(item);
                }
            }
        }

        void scale(const JsonValue &value)
        {
            const JsonValue *const name = value.find("param");
            const double number = name ? valueOf(name->text) : value.number;
            m_replacements.push_back(
                {value.place, value.end,
                 QByteArray::number(number * m_factor, 'g', QLocale::FloatingPointShortest)});
        }

        [[nodiscard]] double valueOf(const QByteArray &parameter) const
        {
            const auto given = m_values.find(parameter);
            return given != m_values.end() ? given->second
                                           : (*m_declarations)[parameter]["value"].number;
        }

        const ParameterValues &m_values;
        const JsonValue *m_declarations;
        double m_factor;
        std::vector<Replacement> m_replacements;
    };

} // namespace

QByteArray withScaledSleeps(const QByteArray &text, const ParameterValues &values,
                            const QByteArray &templateName, double factor)
{
    const auto document = JsonDocument::parse(text, {});
    if (!document) {
        return text;
    }
    const JsonValue &root = document.value().root();
    const JsonValue *const templates = root.find("tasks");
    const JsonValue *const steps = templates && templates->find(templateName)
        ? templates->find(templateName)
        : root.find("main");
    SleepScaler scaler(values, root.find("params"), factor);
    scaler.visit(*steps);
    return replaced(text, scaler.take());
}

QByteArray withSlots(const QByteArray &text, const QByteArray &semaphore, qint64 slotCount)
{
    const auto document = JsonDocument::parse(text, {});
    if (!document) {
        return text;
    }
    std::vector<Replacement> replacements;
    if (const JsonValue *const resources = document.value().root().find("resources")) {
        for (const JsonValue &resource : resources->items) {
            const JsonValue *const count = resource.find("slots");
            if (count && resource["name"].text == semaphore) {
                replacements.push_back({count->place, count->end, QByteArray::number(slotCount)});
            }
        }
    }
    return replaced(text, std::move(replacements));
}

} // namespace awaitscope::scenario
