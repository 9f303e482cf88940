// SPDX-License-Identifier: MIT
#include "engine/analysis/querynode.h"

#include <array>

namespace awaitscope::analysis {

using Kind = Query::Node::Kind;
using trace::CancelCause;
using trace::Outcome;
using trace::TaskState;

namespace {

    // By TaskState.
    constexpr std::array<QLatin1String, trace::stateCount> stateNames{
        QLatin1String("ready"),   QLatin1String("working"),  QLatin1String("backing-off"),
        QLatin1String("waiting"), QLatin1String("awaiting"), QLatin1String("blocking"),
        QLatin1String("cleanup"),
    };
    // By Outcome.
    constexpr std::array<QLatin1String, trace::outcomeCount> outcomeNames{
        QLatin1String("alive"),   QLatin1String("finished"),  QLatin1String("failed"),
        QLatin1String("timeout"), QLatin1String("cancelled"), QLatin1String("destroyed"),
    };
    // By CancelCause.
    constexpr std::array<QLatin1String, std::size_t(CancelCause::Shutdown) + 1> causeNames{
        QLatin1String("unknown"), QLatin1String("step"),     QLatin1String("user"),
        QLatin1String("timeout"), QLatin1String("awaiter"),  QLatin1String("gather"),
        QLatin1String("group"),   QLatin1String("shutdown"),
    };

} // namespace

std::span<const QueryKey> queryKeys()
{
    static constexpr QueryKey keys[] = {
        {QLatin1String("state"), Kind::State},     {QLatin1String("on"), Kind::On},
        {QLatin1String("dur"), Kind::Duration},    {QLatin1String("waited"), Kind::Waited},
        {QLatin1String("name"), Kind::Name},       {QLatin1String("parent"), Kind::Parent},
        {QLatin1String("cause"), Kind::Cause},     {QLatin1String("group"), Kind::Group},
        {QLatin1String("related"), Kind::Related},
    };
    return keys;
}

QStringList queryStates()
{
    QStringList names(stateNames.begin(), stateNames.end());
    names.append(QStringList(outcomeNames.begin(), outcomeNames.end()));
    names += QStringLiteral("ended");
    return names;
}

QStringList queryCauses()
{
    return {causeNames.begin() + 1, causeNames.end()};
}

bool isInState(const trace::TaskLife &life, const QString &name)
{
    if (name == outcomeNames[std::size_t(life.outcome)]) {
        return true;
    }
    return life.isAlive() ? name == stateNames[std::size_t(life.state)]
                          : name == QStringLiteral("ended");
}

bool isCause(CancelCause cause, const QString &name)
{
    return name == causeNames[std::size_t(cause)];
}

bool fits(QStringView text, QStringView pattern)
{
    qsizetype t = 0;
    qsizetype p = 0;
    qsizetype star = -1; // the last one, and where what it stands for begins
    qsizetype begin = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            begin = t;
        } else if (p < pattern.size()
                   && (pattern[p] == u'?' || pattern[p].toCaseFolded() == text[t].toCaseFolded())) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++begin;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*') {
        ++p;
    }
    return p == pattern.size();
}

} // namespace awaitscope::analysis
