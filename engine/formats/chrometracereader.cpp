// SPDX-License-Identifier: MIT
#include "engine/formats/chrometracereader.h"

#include "engine/formats/chrome/eventhandler.h"
#include "engine/formats/chrome/foreigntrace.h"
#include "engine/formats/chrome/owntrace.h"

#include <QCoreApplication>

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

namespace awaitscope::formats {

using chrome::EventHandler;
using chrome::GzipStream;
using chrome::OwnHead;
using scenario::Problem;

namespace {

    class Words
    {
        Q_DECLARE_TR_FUNCTIONS(awaitscope::formats::ChromeTraceReader)
    };

    constexpr const char *version = "1";

    /// To the one reader or the other, as the head of the file says.
    class Sink final : public chrome::TraceEventSink
    {
    public:
        explicit Sink(trace::TraceStore &store) : own(store), foreign(store) { }

        void take(const OwnHead &head, const chrome::TraceEvent &event) override
        {
            if (head.version.empty()) {
                foreign.take(event);
            } else {
                own.take(head, event);
            }
        }

        chrome::OwnTrace own;
        chrome::ForeignTrace foreign;
    };

    [[nodiscard]] Problem problem(const QString &fileName, const QString &message,
                                  scenario::Place place = {})
    {
        return {fileName, place, {}, message};
    }

    [[nodiscard]] std::optional<Problem>
    problemWith(const QString &fileName, const GzipStream &stream, const EventHandler &handler)
    {
        const scenario::Place place{stream.line(), stream.column()};
        if (stream.stop() == GzipStream::Stop::Cancelled) {
            return problem(fileName, Words::tr("was not read to its end"));
        }
        if (stream.stop() == GzipStream::Stop::TooLong) {
            return problem(
                fileName, Words::tr("has a text or a number of more than 64 MiB: this is no trace"),
                place);
        }
        if (!handler.head().version.empty() && handler.head().version != version) {
            return problem(fileName,
                           Words::tr("was written by a newer Awaitscope (version %1 of the format, "
                                     "this one reads 1): update Awaitscope")
                               .arg(QString::fromStdString(handler.head().version)));
        }
        return std::nullopt;
    }

} // namespace

bool isChromeTrace(const QString &fileName)
{
    constexpr qsizetype headSize = 4096;
    const chrome::Progress noProgress;
    GzipStream stream(fileName, noProgress);
    QByteArray head;
    while (stream.isOpen() && head.size() < headSize && stream.Peek() != '\0') {
        head += stream.Take();
    }
    return head.trimmed().startsWith('[') || head.contains("\"traceEvents\"")
        || head.contains("\"awaitscope_trace\"");
}

scenario::Result<ReadTrace> readChromeTrace(const QString &fileName, const Progress &progress)
{
    GzipStream stream(fileName, progress);
    if (!stream.isOpen()) {
        return problem(fileName, Words::tr("cannot be read: name a readable file"));
    }
    ReadTrace read;
    read.store = std::make_unique<trace::TraceStore>();
    Sink sink(*read.store);
    EventHandler handler(stream, sink);
    rapidjson::Reader reader;
    // Iterative: a file cannot make it recurse.
    constexpr unsigned flags = rapidjson::kParseIterativeFlag
        | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseStopWhenDoneFlag;
    const rapidjson::ParseResult result = reader.Parse<flags>(stream, handler);
    if (auto wrong = problemWith(fileName, stream, handler)) {
        return *wrong;
    }
    if (result.IsError()) {
        const bool isDamaged = stream.stop() == GzipStream::Stop::Damaged;
        read.isCutOff = handler.hasEvents() && (stream.isAtEnd() || isDamaged);
        if (!read.isCutOff) {
            return problem(
                fileName,
                Words::tr("is no JSON: %1")
                    .arg(QString::fromLatin1(rapidjson::GetParseError_En(result.Code()))),
                {stream.line(), stream.column()});
        }
    }
    if (!handler.hasEvents()) {
        return problem(fileName,
                       Words::tr("has no trace events: expected a list of them, or an object with "
                                 "traceEvents"));
    }
    read.isForeign = handler.head().version.empty();
    if (read.isForeign) {
        sink.foreign.finish();
        read.ignored = sink.foreign.ignored();
    } else {
        sink.own.finish(handler.head());
        read.title = QString::fromStdString(handler.head().title);
        if (sink.own.ignored() > 0) {
            read.ignored.emplace("event out of place", sink.own.ignored());
        }
    }
    return read;
}

} // namespace awaitscope::formats
