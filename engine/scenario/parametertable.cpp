// SPDX-License-Identifier: MIT
#include "engine/scenario/parametertable.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace awaitscope::scenario {

QString aboutParameter(const QByteArray &name, const QString &message)
{
    return QCoreApplication::translate("awaitscope::scenario::ParameterTable",
                                       "parameter \"%1\": %2")
        .arg(QString::fromUtf8(name), message);
}

QString shownNumber(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

ParameterTable::ParameterTable(const TypedReader &in, const JsonValue *declarations,
                               const ParameterValues &values)
    : m_in(in)
{
    std::vector<const JsonMember *> members;
    if (declarations != nullptr) {
        const QString expected = tr("an object with the parameters");
        for (const JsonMember &declaration : in.object(*declarations, expected)) {
            m_parameters.push_back(declared(declaration));
            members.push_back(&declaration);
        }
    }
    for (const auto &[name, value] : values) {
        const auto known = std::ranges::find(m_parameters, name, &Parameter::name);
        if (known == m_parameters.end()) {
            in.refuse(aboutParameter(name, tr("not declared: %1").arg(suggestion(name, names()))));
        }
        setValue(*known, *members[std::size_t(known - m_parameters.begin())], value);
    }
}

NameList ParameterTable::names() const
{
    NameList names;
    for (const Parameter &parameter : m_parameters) {
        names.push_back(parameter.name);
    }
    return names;
}

Parameter &ParameterTable::named(const JsonValue &name)
{
    const auto known = name.kind == JsonValue::Kind::Text
        ? std::ranges::find(m_parameters, name.text, &Parameter::name)
        : m_parameters.end();
    if (known == m_parameters.end()) {
        const bool isText = name.kind == JsonValue::Kind::Text;
        m_in.refuse(
            name,
            isText ? aboutParameter(name.text,
                                    tr("not declared: %1").arg(suggestion(name.text, names())))
                   : tr("expected the name of a parameter, but found %1").arg(described(name)));
    }
    return *known;
}

double ParameterTable::number(const JsonMember &declaration, QByteArrayView key) const
{
    const JsonValue *value = &declaration.value[key];
    if (!value->isNumber() || !std::isfinite(value->number)) {
        m_in.refuse(*value,
                    aboutParameter(declaration.key,
                                   tr("expected a number, but found %1").arg(described(*value))));
    }
    return value->number;
}

void ParameterTable::checkKind(const JsonMember &declaration, QByteArrayView key,
                               JsonValue::Kind kind, const QString &expected) const
{
    const JsonValue *value = declaration.value.find(key);
    if (value != nullptr && value->kind != kind) {
        m_in.refuse(
            *value,
            aboutParameter(declaration.key,
                           tr("expected %1, but found %2").arg(expected, described(*value))));
    }
}

Parameter ParameterTable::declared(const JsonMember &declaration) const
{
    const auto &[name, place, value] = declaration;
    if (!isName(name)) {
        m_in.refuse(declaration,
                    aboutParameter(name,
                                   tr("expected a name: a letter or _, then letters, digits, "
                                      "_ . -")));
    }
    if (value.kind != JsonValue::Kind::Object) {
        m_in.refuse(value,
                    aboutParameter(name,
                                   tr("expected an object with value, min and max, but found %1")
                                       .arg(described(value))));
    }
    m_in.checkKeys(value, tr("parameter \"%1\"").arg(QString::fromUtf8(name)),
                   {"value", "min", "max"}, {"step", "unit", "label", "live"});
    Parameter parameter;
    parameter.name = name;
    parameter.declaredValue = number(declaration, "value");
    parameter.min = number(declaration, "min");
    parameter.max = number(declaration, "max");
    if (parameter.min > parameter.max) {
        m_in.refuse(
            value["min"],
            aboutParameter(name,
                           tr("min is %1, which is more than max, %2")
                               .arg(shownNumber(parameter.min), shownNumber(parameter.max))));
    }
    if (const JsonValue *step = value.find("step")) {
        parameter.step = number(declaration, "step");
        if (*parameter.step <= 0) {
            m_in.refuse(*step, aboutParameter(name, tr("expected a step that is greater than 0")));
        }
    }
    checkKind(declaration, "unit", JsonValue::Kind::Text, tr("a text"));
    checkKind(declaration, "label", JsonValue::Kind::Text, tr("a text"));
    checkKind(declaration, "live", JsonValue::Kind::Boolean, tr("true or false"));
    const JsonValue absent;
    const auto textOf = [&](QByteArrayView key) {
        const JsonValue *text = value.find(key);
        return QString::fromUtf8((text != nullptr ? *text : absent).text);
    };
    parameter.unit = textOf("unit");
    parameter.label = textOf("label");
    parameter.live = m_in.flag(value, "live");
    setValue(parameter, declaration, parameter.declaredValue);
    return parameter;
}

void ParameterTable::setValue(Parameter &parameter, const JsonMember &declaration,
                              double value) const
{
    // Written so that it refuses what is no number, too.
    if (!(parameter.min <= value && value <= parameter.max)) {
        m_in.refuse(declaration.value["value"],
                    aboutParameter(parameter.name,
                                   tr("%1 is not in its range, %2 to %3")
                                       .arg(shownNumber(value), shownNumber(parameter.min),
                                            shownNumber(parameter.max))));
    }
    parameter.value = value;
}

} // namespace awaitscope::scenario
