// SPDX-License-Identifier: MIT
#include "engine/formats/chrometracereader.h"
#include "engine/formats/tasktable.h"
#include "tests/fuzz/readers/inputfile.h"

using namespace awaitscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static tests::InputFile file;
    file.write(bytes, size);
    const auto read = formats::readChromeTrace(file.name());
    if (read) {
        if (formats::taskTable(*read.value().store).isEmpty()
            || formats::eventTable(*read.value().store).isEmpty()) {
            std::abort();
        }
    } else if (read.problem().message.isEmpty()) {
        std::abort();
    }
    return 0;
}
