// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/overlay.h"

namespace awaitscope::timeline {

/// Keeps the geometry of a view for as long as neither the view nor the trace changes: what the
/// pointer does costs an overlay, and no more.
class GeometryCache
{
public:
    /// The geometry of the view, with an overlay of what is pointed out. Valid until the next call.
    /// `model` and `layout` are the same ones each time, until clear().
    const Geometry &geometry(TimelineModel &model, const TrackLayout &layout, const View &view,
                             const Pointed &pointed);
    void clear();

    /// How often the geometry was built: for tests and measurements.
    [[nodiscard]] quint64 builds() const noexcept { return m_builds; }

private:
    struct Key
    {
        View view;
        quint64 events = 0;
        quint64 firstEvent = 0; // those before it were let go
        quint64 layout = 0;

        friend bool operator==(const Key &, const Key &) = default;
    };

    std::optional<Key> m_key; // of m_geometry
    Geometry m_geometry;
    quint64 m_builds = 0;
};

} // namespace awaitscope::timeline
