// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/runpicture.h"

#include "engine/run/runspecfile.h"
#include "engine/trace/spanbuilder.h"

#include <QCoreApplication>

#include <algorithm>

namespace awaitscope::exporting {

namespace {

    /// Seed and parameters: `seed 42`, `Slots 4`, `Timeout 1.5 s`.
    [[nodiscard]] QStringList detailsOf(const run::Run &run)
    {
        const quint64 seed = run.spec().seed.value_or(run.scenario().seed);
        QStringList details{
            QCoreApplication::translate("awaitscope::exporting", "seed %1").arg(seed)};
        for (const scenario::Parameter &parameter : run.scenario().parameters) {
            const QString name =
                parameter.label.isEmpty() ? QString::fromUtf8(parameter.name) : parameter.label;
            QString detail =
                QStringLiteral("%1 %2").arg(name, QString::number(parameter.value, 'g', 12));
            if (!parameter.unit.isEmpty()) {
                detail += QLatin1Char(' ') + parameter.unit;
            }
            details += detail;
        }
        return details;
    }

    [[nodiscard]] formats::Carriage carriageOf(const QByteArray &runSpec, const TimelinePicture &picture,
                                      std::optional<trace::Timestamp> until)
    {
        trace::TimeRange range = picture.options.range.value_or(trace::TimeRange{0, picture.now});
        range.end = std::max(range.begin, std::min(range.end, picture.now));
        return {runSpec, {range, until, {}}};
    }

    [[nodiscard]] scenario::Result<PictureLayout> layOutWhole(const TimelinePicture &picture,
                                                              const trace::TraceStore &store,
                                                              PictureFormat format)
    {
        if (const auto problem = problemWith(picture.options)) {
            return *problem;
        }
        const timeline::TrackLayout layout(store);
        if (const auto problem =
                problemWith(sizeOf(picture, layout), picture.options.scale, format)) {
            return *problem;
        }
        trace::SpanBuilder spans(store);
        spans.update();
        return layOut(picture, spans, layout);
    }

} // namespace

TimelinePicture pictureOf(const run::Run &run, const PictureOptions &options)
{
    TimelinePicture picture;
    picture.options = options;
    picture.title = run.scenario().title;
    picture.details = detailsOf(run);
    picture.now = run.now();
    picture.isRunning = run.state() != run::RunState::Ended;
    if (options.carriesRun) {
        const auto until = picture.isRunning ? std::optional(picture.now) : std::nullopt;
        picture.carriage = carriageOf(run::toJson(run.spec(), run.scenario()), picture, until);
    }
    return picture;
}

scenario::Result<PictureLayout> layOutRun(const run::Run &run, const PictureOptions &options,
                                          PictureFormat format)
{
    return layOutWhole(pictureOf(run, options), run.store(), format);
}

scenario::Result<PictureLayout> layOutTrace(const WrittenTrace &trace,
                                            const PictureOptions &options, PictureFormat format)
{
    TimelinePicture picture;
    picture.options = options;
    picture.title = trace.title;
    const quint64 events = trace.store.eventCount();
    picture.now = events > 0 ? trace.store.event(events - 1).time : 0;
    if (trace.runSpec.isEmpty()) {
        picture.details += QCoreApplication::translate(
            "awaitscope::exporting", "a trace of another program: this picture carries no run");
    } else if (options.carriesRun) {
        picture.carriage = carriageOf(trace.runSpec, picture, picture.now);
    }
    return layOutWhole(picture, trace.store, format);
}

} // namespace awaitscope::exporting
