// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/geometrycache.h"

#include "ui/timeline/geometrybuilder.h"

namespace awaitscope::timeline {

const Geometry &GeometryCache::geometry(TimelineModel &model, const TrackLayout &layout,
                                        const View &view, const Pointed &pointed)
{
    Key key{view, model.builder().position(), model.store().firstEvent(), layout.revision()};
    if (m_key != key) {
        m_geometry = buildGeometry(model, layout, view);
        m_key = std::move(key);
        ++m_builds;
    }
    m_geometry.overlay = buildOverlay(model, layout, view, m_geometry, pointed);
    return m_geometry;
}

void GeometryCache::clear()
{
    m_key.reset();
}

} // namespace awaitscope::timeline
