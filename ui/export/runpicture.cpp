// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/runpicture.h"

#include "engine/trace/spanbuilder.h"

#include <QStringList>

namespace awaitscope::exporting {

namespace {

    /// Seed and parameters: `seed 42 · slots 4`.
    [[nodiscard]] QString subtitleOf(const run::Run &run)
    {
        QStringList parts{
            QStringLiteral("seed %1").arg(run.spec().seed.value_or(run.scenario().seed))};
        for (const scenario::Parameter &parameter : run.scenario().parameters) {
            parts +=
                QStringLiteral("%1 %2").arg(QString::fromUtf8(parameter.name)).arg(parameter.value);
        }
        return parts.join(QStringLiteral(" · "));
    }

} // namespace

scenario::Result<QImage> renderRun(const run::Run &run, const RunPictureOptions &options)
{
    trace::SpanBuilder spans(run.store());
    spans.update();
    timeline::TrackLayout layout(run.store());
    layout.update();
    TimelinePicture picture;
    picture.title = run.scenario().title;
    picture.subtitle = subtitleOf(run);
    picture.now = run.now();
    picture.isRunning = run.state() != run::RunState::Ended;
    picture.theme = options.theme;
    picture.width = options.width;
    picture.scale = options.scale;
    return renderPicture(picture, spans, layout);
}

} // namespace awaitscope::exporting
