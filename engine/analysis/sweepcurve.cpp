// SPDX-License-Identifier: MIT
#include "engine/analysis/sweepcurve.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace awaitscope::analysis {

void SweepResults::add(const SweepRun &run)
{
    const auto key = [](const SweepRun &each) { return std::pair(each.value, each.seed); };
    m_runs.insert(std::ranges::upper_bound(m_runs, key(run), {}, key), run);
}

std::vector<QByteArray> SweepResults::templates() const
{
    std::vector<std::pair<std::size_t, QByteArray>> counts; // in order of first appearance
    for (const SweepRun &run : m_runs) {
        for (const SweepRun::Template &each : run.templates) {
            auto place =
                std::ranges::find(counts, each.name, [](auto &pair) { return pair.second; });
            if (place == counts.end()) {
                place = counts.insert(place, {0, each.name});
            }
            place->first += each.count;
        }
    }
    std::ranges::stable_sort(counts, std::ranges::greater(), [](auto &pair) { return pair.first; });
    std::vector<QByteArray> names;
    std::ranges::transform(counts, std::back_inserter(names),
                           [](auto &pair) { return pair.second; });
    return names;
}

std::vector<SweepPoint> SweepResults::curve(const QByteArray &of, Metric metric) const
{
    std::vector<SweepPoint> points;
    int count = 0; // of the last one
    for (const SweepRun &run : m_runs) {
        const SweepRun::Template *const found = run.find(of);
        const double y = found ? found->measures[std::size_t(metric)] : std::nan("");
        if (!std::isfinite(y)) {
            continue;
        }
        if (points.empty() || points.back().value != run.value) {
            points.push_back({run.value, y, y, y});
            count = 1;
            continue;
        }
        SweepPoint &point = points.back();
        point.least = std::min(point.least, y);
        point.most = std::max(point.most, y);
        point.mean += (y - point.mean) / ++count;
    }
    return points;
}

std::optional<double> SweepResults::smallestMeeting(const Goal &goal, const QByteArray &of) const
{
    for (auto begin = m_runs.begin(); begin != m_runs.end();) {
        const auto isOther = [&](const SweepRun &run) { return run.value != begin->value; };
        const auto end = std::find_if(begin, m_runs.end(), isOther);
        const bool isMet = std::all_of(begin, end, [&](const SweepRun &run) {
            const SweepRun::Template *const found = run.find(of);
            return run.isComplete() && found && goal.isMetBy(found->measures);
        });
        if (isMet) {
            return begin->value;
        }
        begin = end;
    }
    return std::nullopt;
}

std::optional<double> kneeOf(const std::vector<SweepPoint> &curve)
{
    if (curve.size() < 3) {
        return std::nullopt;
    }
    const auto [lowest, highest] = std::ranges::minmax(curve, {}, &SweepPoint::mean);
    const double height = highest.mean - lowest.mean;
    const SweepPoint &first = curve.front();
    const SweepPoint &last = curve.back();
    const double width = last.value - first.value;
    std::optional<double> knee;
    double farthest = leastBend;
    for (const SweepPoint &point : curve) {
        const double x = (point.value - first.value) / width;
        const double line = first.mean + x * (last.mean - first.mean);
        const double distance = std::abs(point.mean - line) / height;
        if (distance >= farthest) { // not if height is 0
            farthest = distance;
            knee = point.value;
        }
    }
    return knee;
}

} // namespace awaitscope::analysis
