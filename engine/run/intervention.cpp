// SPDX-License-Identifier: MIT
#include "engine/run/intervention.h"

#include "engine/scenario/jsontext.h"
#include "engine/scenario/typedreader.h"

#include <algorithm>

namespace awaitscope::run {

namespace {

    using scenario::JsonDocument;
    using scenario::JsonValue;
    using scenario::NameList;
    using trace::ResourceId;
    using trace::ResourceKind;
    using trace::TaskId;
    using trace::Timestamp;

    constexpr qint64 latest = qint64(1) << 62;
    constexpr qint64 mostWhole = 9007199254740991; // 2^53 - 1

    /// Reads the list of interventions, one item after the other.
    class InterventionReader
    {
        Q_DECLARE_TR_FUNCTIONS(awaitscope::run::InterventionReader)

    public:
        InterventionReader(const JsonDocument &document, const scenario::Scenario &scenario)
            : m_in(document), m_root(document.root()), m_scenario(scenario)
        { }

        [[nodiscard]] Interventions read();

    private:
        [[nodiscard]] Intervention intervention(const JsonValue &item) const;
        [[nodiscard]] qint64 whole(const JsonValue &value, qint64 low, qint64 high) const;
        [[nodiscard]] ResourceId semaphore(const JsonValue &value) const;

        // All messages tell which item they are about.
        [[nodiscard]] QString numbered(const QString &text) const
        {
            return tr("intervention %1: %2").arg(QString::number(m_index), text);
        }

        scenario::TypedReader m_in;
        const JsonValue &m_root;
        const scenario::Scenario &m_scenario;
        std::size_t m_index = 0;
    };

    Interventions InterventionReader::read()
    {
        if (m_root.kind != JsonValue::Kind::List) {
            m_in.refuse(m_root,
                        tr("expected a list of interventions, but found %1")
                            .arg(scenario::described(m_root)));
        }
        Interventions interventions;
        Timestamp last = 0;
        for (m_index = 0; m_index < m_root.items.size(); ++m_index) {
            const JsonValue &item = m_root.items[m_index];
            interventions.push_back(intervention(item));
            if (interventions.back().at < last) {
                m_in.refuse(item["at"],
                            numbered(tr("at %1 is before the one before it: expected at least %2")
                                         .arg(interventions.back().at)
                                         .arg(last)));
            }
            last = interventions.back().at;
        }
        return interventions;
    }

    Intervention InterventionReader::intervention(const JsonValue &item) const
    {
        if (item.kind != JsonValue::Kind::Object) {
            m_in.refuse(item,
                        numbered(tr("expected an object with at and cancel, or with at, resize and "
                                    "slots, but found %1")
                                     .arg(scenario::described(item))));
        }
        const bool isResize = item.find("resize") != nullptr;
        m_in.checkKeys(item, numbered(isResize ? tr("the resize") : tr("the cancellation")),
                       isResize ? NameList{"at", "resize", "slots"} : NameList{"at", "cancel"});
        const Timestamp at = whole(item["at"], 0, latest);
        if (isResize) {
            return {at,
                    ResizeSemaphore{semaphore(item["resize"]), whole(item["slots"], 0, mostWhole)}};
        }
        // No run has as many tasks as a TaskId can tell apart, so that the last one never exists.
        constexpr qint64 never = std::numeric_limits<quint32>::max();
        const qint64 task = whole(item["cancel"], 1, mostWhole);
        return {at, CancelTask{TaskId(quint32(std::min(task, never)))}};
    }

    qint64 InterventionReader::whole(const JsonValue &value, qint64 low, qint64 high) const
    {
        const auto number = value.whole();
        if (!number || *number < low || *number > high) {
            m_in.refuse(value,
                        numbered(tr("expected an integer from %1 to %2, but found %3")
                                     .arg(QString::number(low), QString::number(high),
                                          scenario::described(value))));
        }
        return *number;
    }

    ResourceId InterventionReader::semaphore(const JsonValue &value) const
    {
        NameList names;
        quint16 id = 0;
        for (const scenario::Resource &resource : m_scenario.resources) {
            ++id;
            if (resource.kind != ResourceKind::Semaphore) {
                continue;
            }
            if (value.kind == JsonValue::Kind::Text && resource.name == value.text) {
                return ResourceId(id);
            }
            names.push_back(resource.name);
        }
        m_in.refuse(value,
                    numbered(tr("%1 is not a semaphore: %2")
                                 .arg(scenario::described(value),
                                      scenario::suggestion(value.text, names))));
    }

} // namespace

scenario::Result<Interventions>
parseInterventions(const QByteArray &json, const scenario::Scenario &scenario, const QString &file)
{
    const scenario::Result<JsonDocument> document = JsonDocument::parse(json, file);
    if (!document) {
        return document.problem();
    }
    try {
        return InterventionReader(document.value(), scenario).read();
    } catch (const scenario::Refusal &refusal) {
        return refusal.problem;
    }
}

QByteArray toJson(const Interventions &interventions, const scenario::Scenario &scenario)
{
    QByteArray json = "[";
    const char *separator = "";
    for (const Intervention &intervention : interventions) {
        json += separator + QByteArray("{\"at\": ") + QByteArray::number(intervention.at);
        if (const auto *resize = std::get_if<ResizeSemaphore>(&intervention.action)) {
            json += ", \"resize\": ";
            scenario::appendJsonText(json, scenario.resource(resize->semaphore).name);
            json += ", \"slots\": " + QByteArray::number(resize->slotCount) + '}';
        } else {
            const auto &cancel = std::get<CancelTask>(intervention.action);
            json += ", \"cancel\": " + QByteArray::number(cancel.task.value) + '}';
        }
        separator = ",\n ";
    }
    return json + "]\n";
}

} // namespace awaitscope::run
