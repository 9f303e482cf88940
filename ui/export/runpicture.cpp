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
        trace::TimeRange range = options.range.value_or(trace::TimeRange{0, picture.now});
        range.end = std::max(range.begin, std::min(range.end, picture.now));
        const auto until = picture.isRunning ? std::optional(picture.now) : std::nullopt;
        picture.carriage = Carriage{run::toJson(run.spec(), run.scenario()), {range, until, {}}};
    }
    return picture;
}

scenario::Result<PictureLayout> layOutRun(const run::Run &run, const PictureOptions &options,
                                          PictureFormat format)
{
    if (const auto problem = problemWith(options)) {
        return *problem;
    }
    const timeline::TrackLayout layout(run.store());
    const TimelinePicture picture = pictureOf(run, options);
    if (const auto problem = problemWith(sizeOf(picture, layout), options.scale, format)) {
        return *problem;
    }
    trace::SpanBuilder spans(run.store());
    spans.update();
    return layOut(picture, spans, layout);
}

} // namespace awaitscope::exporting
