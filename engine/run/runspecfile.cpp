// SPDX-License-Identifier: MIT
#include "engine/run/runspecfile.h"

#include "engine/scenario/json.h"
#include "engine/scenario/jsontext.h"
#include "engine/scenario/typedreader.h"

#include <QFileInfo>
#include <QLocale>

namespace awaitscope::run {

namespace {

    using scenario::JsonDocument;
    using scenario::JsonMember;
    using scenario::JsonValue;
    using scenario::Place;
    using scenario::Result;

    constexpr qint64 formatVersion = 1;
    constexpr qint64 mostSeed = 9007199254740991; // 2^53 - 1
    const QByteArray versionKey = "awaitscope_run";

    /// Where the character at a place of a text begins.
    [[nodiscard]] qsizetype offsetOf(const QByteArray &text, Place place)
    {
        qsizetype offset = 0;
        for (int line = 1; line < place.line; ++line) {
            offset = text.indexOf('\n', offset) + 1;
        }
        for (int column = 1; column < place.column; ++column) {
            do {
                ++offset;
            } while ((quint8(text[offset]) & 0xC0) == 0x80);
        }
        return offset;
    }

    /// The end of the list or object that begins at an offset of a valid JSON text.
    [[nodiscard]] qsizetype endOf(const QByteArray &text, qsizetype offset)
    {
        int depth = 0;
        bool isInText = false;
        do {
            const char c = text[offset++];
            if (isInText) {
                offset += c == '\\' ? 1 : 0;
                isInText = c != '"';
            } else if (c == '"') {
                isInText = true;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (c == '}' || c == ']') {
                --depth;
            }
        } while (depth > 0);
        return offset;
    }

    /// A list or object of a text as a text of its own, in which everything stands at the same line
    /// and column.
    [[nodiscard]] QByteArray alone(const QByteArray &text, const JsonValue &value)
    {
        const qsizetype begin = offsetOf(text, value.place);
        return QByteArray(value.place.line - 1, '\n') + QByteArray(value.place.column - 1, ' ')
            + text.mid(begin, endOf(text, begin) - begin);
    }

    class RunSpecReader
    {
        Q_DECLARE_TR_FUNCTIONS(awaitscope::run::RunSpecReader)

    public:
        RunSpecReader(const JsonDocument &document, const QByteArray &text)
            : m_in(document), m_root(document.root()), m_text(text)
        { }

        [[nodiscard]] RunSpec read(const QString &file) const
        {
            m_in.object(m_root, tr("an object with awaitscope_run and scenario"));
            checkVersion();
            m_in.checkKeys(m_root, tr("the run"), {versionKey, "scenario"},
                           {"source", "values", "seed", "interventions"});
            m_in.object(m_root["scenario"], tr("a scenario"));
            RunSpec spec;
            spec.scenarioFile = file;
            spec.scenarioText = alone(m_text, m_root["scenario"]);
            if (const JsonValue *const source = m_root.find("source")) {
                Q_UNUSED(m_in.text(*source))
            }
            if (const JsonValue *const values = m_root.find("values")) {
                readValues(*values, spec.values);
            }
            if (const JsonValue *const seed = m_root.find("seed")) {
                spec.seed = quint64(whole(*seed, 0, mostSeed));
            }
            readInterventions(spec);
            return spec;
        }

    private:
        void checkVersion() const
        {
            const JsonValue *const version = m_root.find(versionKey);
            if (version && whole(*version, 1, std::numeric_limits<qint64>::max()) > formatVersion) {
                m_in.refuse(*version,
                            tr("this run was saved by a newer Awaitscope (version %1 of the "
                               "format, this one reads 1): update Awaitscope")
                                .arg(QString::fromUtf8(version->text)));
            }
        }

        void readValues(const JsonValue &values, scenario::ParameterValues &into) const
        {
            for (const JsonMember &member : m_in.object(values, tr("values of parameters"))) {
                if (!member.value.isNumber()) {
                    m_in.refuseOther(member.value, tr("a number"));
                }
                into.insert_or_assign(member.key, member.value.number);
            }
        }

        void readInterventions(RunSpec &spec) const
        {
            const JsonValue *const list = m_root.find("interventions");
            if (!list) {
                return;
            }
            Q_UNUSED(m_in.list(*list, tr("a list of interventions")))
            const auto parsed =
                scenario::parseScenario(spec.scenarioText, spec.scenarioFile, spec.values);
            if (!parsed) {
                throw scenario::Refusal{parsed.problem()};
            }
            auto interventions =
                parseInterventions(alone(m_text, *list), parsed.value(), spec.scenarioFile);
            if (!interventions) {
                throw scenario::Refusal{interventions.problem()};
            }
            spec.interventions = std::move(interventions).value();
        }

        [[nodiscard]] qint64 whole(const JsonValue &value, qint64 low, qint64 high) const
        {
            const auto number = value.whole();
            if (!number || *number < low || *number > high) {
                m_in.refuseOther(value, tr("an integer from %1 to %2").arg(low).arg(high));
            }
            return *number;
        }

        scenario::TypedReader m_in;
        const JsonValue &m_root;
        const QByteArray &m_text;
    };

} // namespace

bool isRunSpec(const QByteArray &json)
{
    if (!json.contains(versionKey)) {
        return false;
    }
    const Result<JsonDocument> document = JsonDocument::parse(json, {});
    return document && document.value().root().find(versionKey);
}

Result<RunSpec> parseRunSpec(const QByteArray &json, const QString &file)
{
    const Result<JsonDocument> document = JsonDocument::parse(json, file);
    if (!document) {
        return document.problem();
    }
    try {
        return RunSpecReader(document.value(), json).read(file);
    } catch (const scenario::Refusal &refusal) {
        return refusal.problem;
    }
}

QByteArray toJson(const RunSpec &spec, const scenario::Scenario &scenario)
{
    QByteArray json = "{\"" + versionKey + "\": " + QByteArray::number(formatVersion);
    if (!spec.scenarioFile.isEmpty()) {
        json += ",\n \"source\": ";
        scenario::appendJsonText(json, QFileInfo(spec.scenarioFile).fileName().toUtf8());
    }
    if (!spec.values.empty()) {
        const char *separator = ",\n \"values\": {";
        for (const auto &[name, value] : spec.values) {
            json += separator;
            scenario::appendJsonText(json, name);
            json += ": " + QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
            separator = ", ";
        }
        json += '}';
    }
    if (spec.seed) {
        json += ",\n \"seed\": " + QByteArray::number(*spec.seed);
    }
    if (!spec.interventions.empty()) {
        json += ",\n \"interventions\": " + toJson(spec.interventions, scenario).trimmed();
    }
    return json + ",\n \"scenario\": " + spec.scenarioText.trimmed() + "}\n";
}

} // namespace awaitscope::run
