// SPDX-License-Identifier: MIT
#include "engine/formats/picturecarrier.h"
#include "tests/fuzz/readers/inputfile.h"

using namespace awaitscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray file(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const auto read = formats::readPicture(file, QStringLiteral("input"));
    if (!read && (read.problem().message.isEmpty() || read.problem().file.isEmpty())) {
        std::abort();
    }
    return formats::isPicture(file) ? 0 : -1; // only those are worth more of the same
}
