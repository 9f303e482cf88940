// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/trackgeometry.h"

#include "ui/timeline/statenames.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using trace::ResourceId;
using trace::ResourceInfo;
using trace::ResourceKind;
using trace::ResourceStep;
using trace::Timestamp;

namespace {

    using Peak = StepSummary::Peak;

    constexpr double twoLines = 40; // px a track needs for its name above its use
    constexpr qint64 smallestQueueScale = 4; // a single waiter does not fill the band

    /// Turns the history of one resource into the runs of its track.
    class StepBuilder
    {
    public:
        StepBuilder(TimelineModel &model, ResourceId resource, const View &view, TrackShape &track)
            : m_model(model)
            , m_resource(resource)
            , m_view(view)
            , m_steps(model.history(resource))
            , m_highest(model.highest(resource))
            , m_track(track)
        {
            const ResourceInfo &info = model.store().resource(resource);
            m_hasLimit = info.kind != ResourceKind::Queue || info.slotCount > 0;
            m_declared = m_hasLimit ? info.slotCount : 0;
            m_highest.slots = std::max(m_highest.slots, m_declared);
        }

        void build()
        {
            const TimeScale &scale = m_view.scale;
            const auto seen =
                std::ranges::upper_bound(m_steps, scale.visible().begin, {}, &ResourceStep::time);
            std::size_t at = std::size_t(seen - m_steps.begin());
            at -= at > 0 ? 1 : 0;
            const double end = m_view.viewport.right();
            double cursor = m_view.timeLeft();
            const double first = m_steps.empty() ? end : std::round(scale.xOf(m_steps[at].time));
            addLimit(cursor, std::min(first, end), at == 0 ? m_declared : m_steps[at].slotCount);
            while (at < m_steps.size()) {
                const double left = std::max(std::round(scale.xOf(m_steps[at].time)), cursor);
                if (left >= end) {
                    break;
                }
                const double right = std::min(endOf(at), end);
                if (right > left || at + 1 == m_steps.size()) {
                    add(left, right, at, at + 1);
                    cursor = std::max(right, left);
                    ++at;
                    continue;
                }
                // A column for all that happens within it; the last of it may go on afterwards.
                const auto rest = m_steps.subspan(at);
                const auto later = std::ranges::lower_bound(rest, scale.timeFrom(left + 1), {},
                                                            &ResourceStep::time);
                const std::size_t next = at + std::size_t(later - rest.begin());
                add(left, left + 1, at, next);
                cursor = left + 1;
                at = next - 1;
            }
            if (!m_steps.empty()) {
                addLimit(cursor, end, m_steps[std::min(at, m_steps.size() - 1)].slotCount);
            }
        }

        /// What the whole height of the lower band stands for.
        [[nodiscard]] qint64 slotsScale() const
        {
            return std::max({m_highest.inUse, m_highest.slots, qint64(1)});
        }

        /// Likewise of the upper one.
        [[nodiscard]] qint64 queueScale() const
        {
            return std::max(m_highest.waiting, smallestQueueScale);
        }

    private:
        [[nodiscard]] double endOf(std::size_t at) const
        {
            const bool isLast = at + 1 == m_steps.size();
            return std::round(m_view.scale.xOf(isLast ? m_view.now : m_steps[at + 1].time));
        }

        void add(double left, double right, std::size_t first, std::size_t last)
        {
            if (right <= left) {
                return;
            }
            const Peak peak = m_model.peak(m_resource, first, last);
            append(m_track.inUse, left, right, yOf(m_track.slotsBand, peak.inUse, slotsScale()));
            append(m_track.waiting, left, right,
                   yOf(m_track.queueBand, peak.waiting, queueScale()));
            addLimit(left, right, peak.slots);
        }

        void addLimit(double left, double right, qint64 slots)
        {
            if (m_hasLimit && right > left) {
                append(m_track.limit, left, right, yOf(m_track.slotsBand, slots, slotsScale()));
            }
        }

        // Whatever is more than nothing is to be seen.
        static double yOf(const QRectF &band, qint64 value, qint64 highest)
        {
            const double height = std::round(double(value) / double(highest) * band.height());
            return band.bottom() - (value > 0 ? std::max(height, 1.0) : 0.0);
        }

        static void append(std::vector<StepShape> &shapes, double left, double right, double y)
        {
            if (!shapes.empty() && shapes.back().y == y && shapes.back().right == left) {
                shapes.back().right = right;
            } else {
                shapes.push_back({left, right, y});
            }
        }

        TimelineModel &m_model;
        ResourceId m_resource;
        const View &m_view;
        std::span<const ResourceStep> m_steps;
        Peak m_highest;
        TrackShape &m_track;
        bool m_hasLimit = true;
        qint64 m_declared = 0;
    };

    // The queue above, the slots below.
    void setBands(TrackShape &track, double timeLeft)
    {
        const double inset = track.rect.height() >= twoLines ? 6 : 3;
        const double height = track.rect.height() - 2 * inset;
        const double queue = std::round(height * 0.36);
        const double gap = std::max(2.0, std::round(height * 0.08));
        const double top = track.rect.top() + inset;
        const double width = track.rect.right() - timeLeft;
        track.queueBand = QRectF(timeLeft, top, width, queue);
        track.slotsBand = QRectF(timeLeft, top + queue + gap, width, height - queue - gap);
    }

    [[nodiscard]] QPointF signOf(const QRectF &track)
    {
        const double middle = std::round(track.center().y());
        return {track.left() + 16, track.height() >= twoLines ? middle - 10 : middle};
    }

    [[nodiscard]] QString nameOf(const TimelineModel &model, ResourceId resource)
    {
        const std::string_view name = model.store().text(model.store().resource(resource).name);
        return QString::fromUtf8(name.data(), qsizetype(name.size()));
    }

    // Behind the sign; a low track says its use on the same line, see trackUses().
    void addName(const TimelineModel &model, ResourceId resource, const View &view,
                 const TrackShape &track, std::vector<Label> &labels)
    {
        if (track.rect.height() >= twoLines) {
            const double left = track.sign.x() + 10;
            labels.push_back(
                {.rect = QRectF(left, track.sign.y() - 9, view.timeLeft() - 34 - left, 18),
                 .text = nameOf(model, resource),
                 .role = TextRole::Strong});
        }
    }

    // Numbers at the right of the labels, each below the line that it stands for.
    void addScales(const StepBuilder &steps, const View &view, const TrackShape &track,
                   std::vector<Label> &labels)
    {
        if (track.rect.height() < twoLines) {
            return;
        }
        const auto add = [&](double y, qint64 value) {
            labels.push_back({.rect = QRectF(view.timeLeft() - 38, y, 33, 10),
                              .text = QString::number(value),
                              .role = TextRole::Number,
                              .alignment = Qt::AlignRight});
        };
        add(track.queueBand.top() - 1, steps.queueScale());
        add(track.slotsBand.top() - 1, steps.slotsScale());
        add(track.slotsBand.bottom() - 10, 0);
    }

} // namespace

QString useText(const TimelineModel &model, ResourceId resource, Timestamp time)
{
    return model.store().firstEvent() > 0 && time < model.builder().knownFrom()
        ? QCoreApplication::translate("awaitscope::timeline", "let go")
        : usageText(model.store().resource(resource), model.useAt(resource, time));
}

std::vector<Label> trackUses(const TimelineModel &model, const TrackLayout &layout,
                             const View &view, Timestamp time, TextRole role)
{
    std::vector<Label> labels;
    for (int at = 0; at < layout.shownTracks(); ++at) {
        const ResourceId resource(quint16(at + 1));
        const QRectF rect = view.trackRect(layout, at);
        const QPointF sign = signOf(rect);
        const QString use = useText(model, resource, time);
        if (rect.height() < twoLines) {
            const double left = sign.x() + 10;
            labels.push_back(
                {.rect = QRectF(left, rect.top(), view.timeLeft() - 6 - left, rect.height()),
                 .text = nameOf(model, resource),
                 .suffix = QStringLiteral("  ") + use});
        } else {
            const double left = sign.x() - 5;
            labels.push_back({.rect = QRectF(left, sign.y() + 11, view.timeLeft() - 20 - left, 18),
                              .text = use,
                              .role = role});
        }
    }
    return labels;
}

void addTracks(TimelineModel &model, const TrackLayout &layout, const View &view,
               Geometry &geometry)
{
    geometry.trackUses = trackUses(model, layout, view, view.now, TextRole::Dim);
    double bottom = geometry.tracksRect.top();
    for (int at = 0; at < layout.shownTracks(); ++at) {
        const ResourceId resource(quint16(at + 1));
        TrackShape track;
        track.rect = view.trackRect(layout, at);
        bottom = track.rect.bottom();
        track.sign = signOf(track.rect);
        addName(model, resource, view, track, geometry.trackLabels);
        if (!isQuiet(model.store().resource(resource).kind)) {
            setBands(track, view.timeLeft());
            StepBuilder steps(model, resource, view, track);
            steps.build();
            addScales(steps, view, track, geometry.trackLabels);
        }
        geometry.tracks.push_back(std::move(track));
    }
    if (layout.hiddenTracks() > 0) {
        const QString text =
            QCoreApplication::translate("awaitscope::timeline", "resources not shown: %1")
                .arg(layout.hiddenTracks());
        geometry.trackLabels.push_back(
            {.rect = QRectF(view.viewport.left() + 11, bottom, View::labelWidth - 17,
                            geometry.tracksRect.bottom() - bottom),
             .text = text,
             .role = TextRole::Dim});
    }
}

} // namespace awaitscope::timeline
