// SPDX-License-Identifier: MIT
#include "engine/scenario/resourceparser.h"

#include <QSet>

namespace awaitscope::scenario {

namespace {

    // In the order of ResourceKind.
    const NameList &kindNames()
    {
        static const NameList names{"semaphore", "lock", "event", "queue", "condition", "barrier"};
        return names;
    }

} // namespace

QByteArray kindName(ResourceKind kind)
{
    return kindNames()[std::size_t(kind)];
}

std::vector<Resource> ResourceParser::parse(const JsonValue &list)
{
    const std::vector<JsonValue> &items = m_in.list(list, tr("a list of resources"));
    if (items.size() > most) {
        m_in.refuse(items[most], tr("too many resources: expected at most %1").arg(most));
    }
    std::vector<Resource> resources;
    QSet<QByteArray> names;
    for (const JsonValue &item : items) {
        Resource added = resource(item, ResourceId(quint16(resources.size() + 1)));
        if (names.contains(added.name)) {
            m_in.refuse(item["name"],
                        tr("there are two resources named \"%1\": expected every name once")
                            .arg(QString::fromUtf8(added.name)));
        }
        names.insert(added.name);
        resources.push_back(std::move(added));
    }
    return resources;
}

ResourceKind ResourceParser::kind(const JsonValue &value) const
{
    const JsonValue *kind = value.find("kind");
    if (kind == nullptr) {
        m_in.refuse(value,
                    tr("a resource needs the key \"kind\": %1").arg(quotedList(kindNames())));
    }
    return ResourceKind(m_in.choice(*kind, kindNames()));
}

QByteArray ResourceParser::name(const JsonValue &value) const
{
    const QString expected = tr("a name: a letter or _, then letters, digits, _ . -");
    const QByteArray &name = m_in.text(value, expected);
    if (!isName(name)) {
        m_in.refuseOther(value, expected);
    }
    return name;
}

Resource ResourceParser::resource(const JsonValue &value, ResourceId id)
{
    m_in.object(value, tr("a resource: an object with name and kind"));
    const ResourceKind kind = this->kind(value);
    const auto checkKeys = [&](const NameList &required, const NameList &optional) {
        NameList all{"name", "kind"};
        all.insert(all.end(), required.begin(), required.end());
        m_in.checkKeys(value, tr("the %1").arg(QString::fromUtf8(kindName(kind))), all, optional);
    };
    Resource resource;
    resource.kind = kind;
    switch (kind) {
    case ResourceKind::Semaphore:
        checkKeys({"slots"}, {"bounded"});
        resource.slotCount = m_numbers.slotsOf(id, value["slots"]);
        resource.bounded = m_in.flag(value, "bounded");
        break;
    case ResourceKind::Lock:
    case ResourceKind::Condition:
        checkKeys({}, {});
        resource.slotCount = 1;
        break;
    case ResourceKind::Event:
        checkKeys({}, {"set"});
        resource.isSet = m_in.flag(value, "set");
        break;
    case ResourceKind::Queue:
        checkKeys({}, {"capacity"});
        if (const JsonValue *capacity = value.find("capacity")) {
            resource.slotCount = qint64(m_numbers.number(*capacity, NumberPlace::Whole));
        }
        break;
    case ResourceKind::Barrier:
        checkKeys({"parties"}, {});
        resource.slotCount = m_numbers.count(&value["parties"]);
        break;
    }
    resource.name = name(value["name"]);
    return resource;
}

} // namespace awaitscope::scenario
