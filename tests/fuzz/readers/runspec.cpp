// SPDX-License-Identifier: MIT
#include "engine/run/runspecfile.h"
#include "tests/fuzz/readers/inputfile.h"

using namespace awaitscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(bytes), qsizetype(size));
    if (!run::isRunSpec(text)) {
        return 0;
    }
    const auto spec = run::parseRunSpec(text, QStringLiteral("input"));
    if (!spec) {
        if (spec.problem().message.isEmpty()) {
            std::abort();
        }
        return 0;
    }
    // What was read is written, and read again.
    const auto scenario =
        scenario::parseScenario(spec.value().scenarioText, {}, spec.value().values);
    if (scenario) {
        const auto again = run::parseRunSpec(run::toJson(spec.value(), scenario.value()), {});
        if (!again || again.value().interventions != spec.value().interventions
            || again.value().values != spec.value().values
            || again.value().seed != spec.value().seed) {
            std::abort();
        }
    }
    return 0;
}
