// SPDX-License-Identifier: MIT
#include "engine/formats/recording.h"

#include "engine/formats/chrometrace.h"
#include "engine/formats/eventlog.h"
#include "engine/formats/tasktable.h"
#include "tests/fuzz/readers/inputfile.h"

using namespace awaitscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    tests::startApplication();
    static tests::InputFile file;
    file.write(bytes, size);
    const auto read = formats::readRecording(file.name());
    if (!read) {
        if (read.problem().message.isEmpty()) {
            std::abort();
        }
        return 0;
    }
    // Whatever reads the store may rely on it.
    const trace::TraceStore &store = *read.value().store;
    trace::SpanBuilder spans(store);
    spans.update();
    if (store.eventCount() > 0
        && (formats::EventLog(store, formats::Iterations::Show).text().isNull()
            || formats::eventTable(store).isEmpty() || formats::taskTable(store).isEmpty()
            || formats::chromeTrace(store, spans, "title").isEmpty())) {
        std::abort();
    }
    return 0;
}
