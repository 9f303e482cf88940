// SPDX-License-Identifier: MIT
#include "engine/formats/pythonprogram.h"
#include "tests/fuzz/readers/inputfile.h"

using namespace awaitscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const auto scenario = scenario::parseScenario(text, QStringLiteral("input"));
    if (!scenario) {
        if (scenario.problem().message.isEmpty()) {
            std::abort();
        }
        return 0;
    }
    if (!formats::pythonProgram({.scenarioText = text})) {
        std::abort();
    }
    return 0;
}
