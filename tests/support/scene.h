// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/tracewriter.h"
#include "ui/timeline/geometrybuilder.h"
#include "ui/timeline/overlay.h"

namespace awaitscope::tests {

/// A trace and a view of it in which one millisecond is one pixel: time 0 at x = 190, rows from
/// y = 24 on if there are no resources, 1000 px of time, 5 rows.
struct Scene
{
    TraceWriter writer;
    timeline::View view;
    timeline::Pointed pointed;

    Scene()
    {
        view.place(QRectF(0, 0, 1190, 24 + 5 * 24));
        view.scale.setRange({0, TraceWriter::milliseconds(1000)});
        view.hasNowLine = false;
    }

    void setNow(double milliseconds) { view.now = TraceWriter::milliseconds(milliseconds); }

    [[nodiscard]] timeline::Geometry geometry()
    {
        timeline::TimelineModel model(writer.store(), writer.builder());
        const timeline::TrackLayout layout(writer.store());
        timeline::Geometry geometry = timeline::buildGeometry(model, layout, view);
        geometry.overlay = timeline::buildOverlay(model, layout, view, geometry, pointed);
        return geometry;
    }
};

} // namespace awaitscope::tests
