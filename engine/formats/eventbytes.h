// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/tracestore.h"

#include <QByteArray>

#include <algorithm>

namespace awaitscope::formats {

/// Bytes of an event in a recording: time (8), task (4), step (4), kind (1), what (1), resource
/// (2), a (4), b (8), little-endian.
inline constexpr qsizetype eventSize = 32;

void appendEvent(QByteArray &bytes, const trace::TaskEvent &event);

/// Precondition: eventSize bytes can be read.
[[nodiscard]] trace::TaskEvent eventAt(const char *bytes);

/// Numbers above all that were referred to.
struct References
{
    quint32 texts = 1;
    quint32 lists = 1;

    void noteText(trace::StringId id) { texts = std::max(texts, id.value + 1); }
};

/// Takes in the texts and lists that an event refers to.
void noteReferences(const trace::TaskEvent &event, const trace::TraceStore &store,
                    References &references);

/// Whether everything that an event refers to is in the store, so that readers need not look.
[[nodiscard]] bool isSound(const trace::TaskEvent &event, const trace::TraceStore &store,
                           quint32 textCount, quint32 listCount);

} // namespace awaitscope::formats
