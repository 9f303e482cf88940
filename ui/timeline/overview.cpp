// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/overview.h"

#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <bit>
#include <cmath>

namespace awaitscope::timeline {

using trace::Activity;
using trace::Outcome;
using trace::TaskState;
using trace::Timestamp;

namespace {

    constexpr double margin = 12; // px beside the run, as on the time line
    constexpr double inset = 4; // px above and below the states
    constexpr double narrowest = 10; // px of the window
    constexpr double grip = 6; // px on both sides of an edge of the window
    constexpr Timestamp shortestRun = 2 * trace::nanosecondsPerSecond;
    constexpr double capSpace = 2 * Cap::radius + 2;
    constexpr double fewestTasks = 4; // a single task does not fill the strip

    // Up to the next sixteenth of a power of two.
    [[nodiscard]] Timestamp roundedUp(Timestamp time) noexcept
    {
        if (time <= shortestRun) {
            return shortestRun;
        }
        const auto value = quint64(time);
        const quint64 step = std::bit_floor(value) / 16;
        return Timestamp((value + step - 1) / step * step);
    }

    /// One column of px.
    struct Column
    {
        std::array<double, trace::stateCount> taskTime{}; // ns
        std::array<quint32, trace::outcomeCount> ended{};

        [[nodiscard]] double total() const
        {
            double sum = 0;
            for (const double time : taskTime) {
                sum += time;
            }
            return sum;
        }
    };

    /// The bins of an Activity, shared out among columns of px.
    class Columns
    {
    public:
        Columns(const trace::SpanBuilder &builder, const OverviewView &view)
            : m_scale(view.scale())
            , m_left(view.timeLeft)
            , m_columns(std::size_t(std::max(view.timeRight - view.timeLeft, 0.0)))
        {
            const Activity &activity = builder.activity();
            Timestamp begin = 0;
            for (const Activity::Bin &bin : activity.bins()) {
                // The last one is not over yet.
                const Timestamp end = std::min(begin + activity.binWidth(), builder.lastTime());
                addTimes({begin, std::max(begin, end)}, bin.taskTime);
                addEnds(begin, bin);
                begin += activity.binWidth();
            }
            if (view.now > builder.lastTime()) {
                addOpen({builder.lastTime(), view.now}, builder);
            }
        }

        [[nodiscard]] const std::vector<Column> &columns() const { return m_columns; }

    private:
        using Times = std::array<double, trace::stateCount>;

        // All that is open now goes on until now.
        void addOpen(trace::TimeRange range, const trace::SpanBuilder &builder)
        {
            Times times{};
            for (std::size_t state = 0; state < times.size(); ++state) {
                times[state] = double(builder.count(TaskState(state))) * double(range.duration());
            }
            addTimes(range, times);
        }

        void addTimes(trace::TimeRange range, const Times &times)
        {
            const double begin = m_scale.xOf(range.begin) - m_left;
            const double end = m_scale.xOf(range.end) - m_left;
            if (end <= begin) {
                return;
            }
            for (double x = begin; x < end;) {
                const double next = std::min(std::floor(x) + 1, end);
                if (Column *const column = columnAt(x)) {
                    for (std::size_t state = 0; state < times.size(); ++state) {
                        column->taskTime[state] += times[state] * (next - x) / (end - begin);
                    }
                }
                x = next;
            }
        }

        void addEnds(Timestamp time, const Activity::Bin &bin)
        {
            if (Column *const column = columnAt(m_scale.xOf(time) - m_left)) {
                for (std::size_t outcome = 0; outcome < bin.ended.size(); ++outcome) {
                    column->ended[outcome] += bin.ended[outcome];
                }
            }
        }

        [[nodiscard]] Column *columnAt(double x)
        {
            const auto index = std::size_t(std::max(x, 0.0));
            return index < m_columns.size() ? &m_columns[index] : nullptr;
        }

        TimeScale m_scale;
        double m_left;
        std::vector<Column> m_columns;
    };

    // Columns of the same height are one bar.
    void addBars(const std::vector<Column> &columns, double nsPerPixel, double most,
                 OverviewGeometry &geometry)
    {
        const QRectF &plot = geometry.plot;
        std::array<std::size_t, trace::stateCount> last{}; // index + 1 of the bar before, if any
        for (std::size_t at = 0; at < columns.size(); ++at) {
            const double x = geometry.timeLeft + double(at);
            double sum = 0;
            double y = plot.bottom();
            for (const TaskState state : stackedStates) {
                sum += columns[at].taskTime[std::size_t(state)] / nsPerPixel;
                const double top = plot.bottom() - std::round(sum / most * plot.height());
                std::size_t &before = last[std::size_t(state)];
                if (top >= y) {
                    before = 0;
                    continue;
                }
                const QRectF rect(x, top, 1, y - top);
                y = top;
                OverviewBar *const bar = before > 0 ? &geometry.bars[before - 1] : nullptr;
                if (bar != nullptr && bar->rect.top() == rect.top()
                    && bar->rect.height() == rect.height()) {
                    bar->rect.setRight(x + 1);
                } else {
                    geometry.bars.push_back({rect, state});
                    before = geometry.bars.size();
                }
            }
        }
    }

    void addOutcomes(const std::vector<Column> &columns, OverviewGeometry &geometry)
    {
        for (std::size_t at = 0; at < columns.size();) {
            const auto isBad = [&](std::size_t column, Outcome outcome) {
                return columns[column].ended[std::size_t(outcome)] > 0;
            };
            if (std::ranges::none_of(badOutcomes,
                                     [&](Outcome outcome) { return isBad(at, outcome); })) {
                ++at;
                continue;
            }
            const std::size_t end = std::min(at + std::size_t(capSpace), columns.size());
            for (const Outcome outcome : badOutcomes) {
                std::size_t worst = at;
                while (worst < end && !isBad(worst, outcome)) {
                    ++worst;
                }
                if (worst < end) {
                    const double x = geometry.timeLeft + double(worst);
                    geometry.outcomes.push_back(
                        {QPointF(x, geometry.plot.top() + Cap::radius), outcome});
                    break;
                }
            }
            at = end;
        }
    }

    void addLabels(const OverviewView &view, double most, OverviewGeometry &geometry)
    {
        const QRectF &plot = geometry.plot;
        geometry.labels.push_back(
            {.rect =
                 QRectF(view.viewport.left() + 11, plot.top(), view.timeLeft - 60, plot.height()),
             .text = QCoreApplication::translate("awaitscope::timeline", "Overview"),
             .role = TextRole::Dim});
        const auto addNumber = [&](double y, double value) {
            geometry.labels.push_back({.rect = QRectF(view.timeLeft - 48, y, 43, 10),
                                       .text = QString::number(std::ceil(value)),
                                       .role = TextRole::Number,
                                       .alignment = Qt::AlignRight});
        };
        addNumber(plot.top() - 1, most);
        addNumber(plot.bottom() - 10, 0);
    }

} // namespace

TimeScale OverviewView::scale() const noexcept
{
    TimeScale scale;
    scale.setPlace(timeLeft, timeRight - timeLeft);
    scale.fit({0, roundedUp(now)}, margin);
    return scale;
}

QRectF OverviewView::plot() const noexcept
{
    return {timeLeft, viewport.top() + inset, timeRight - timeLeft,
            viewport.height() - 2 * inset - 1};
}

QRectF OverviewView::windowRect() const noexcept
{
    const TimeScale time = scale();
    double left = std::clamp(std::round(time.xOf(window.begin)), timeLeft, timeRight);
    double right = std::clamp(std::round(time.xOf(window.end)), timeLeft, timeRight);
    if (right - left < narrowest) {
        left = std::clamp(std::round((left + right - narrowest) / 2), timeLeft,
                          std::max(timeRight - narrowest, timeLeft));
        right = std::min(left + narrowest, timeRight);
    }
    return {left, viewport.top(), right - left, viewport.height() - 1};
}

OverviewPart overviewPartAt(const OverviewView &view, QPointF point) noexcept
{
    const QRectF window = view.windowRect();
    if (!view.viewport.contains(point) || point.x() < view.timeLeft - grip) {
        return OverviewPart::None;
    }
    // The edges of a narrow window are outside of it, so that it can still be moved.
    const double inside = std::min(grip, (window.width() - narrowest) / 2);
    if (point.x() >= window.left() - grip && point.x() < window.left() + inside) {
        return OverviewPart::LeftEdge;
    }
    if (point.x() >= window.right() - inside && point.x() < window.right() + grip) {
        return OverviewPart::RightEdge;
    }
    return window.contains(point) ? OverviewPart::Window : OverviewPart::Outside;
}

OverviewGeometry buildOverview(const trace::SpanBuilder &builder, const OverviewView &view)
{
    OverviewGeometry geometry;
    geometry.viewport = view.viewport;
    geometry.plot = view.plot();
    geometry.timeLeft = view.timeLeft;
    const Columns columns(builder, view);
    const TimeScale scale = view.scale();
    double most = fewestTasks;
    for (const Column &column : columns.columns()) {
        most = std::max(most, column.total() / scale.nsPerPixel());
    }
    addBars(columns.columns(), scale.nsPerPixel(), most, geometry);
    addOutcomes(columns.columns(), geometry);
    addLabels(view, most, geometry);
    geometry.window = view.windowRect();
    geometry.nowX = std::round(scale.xOf(view.moment.value_or(view.now)));
    if (view.moment) {
        geometry.future = QRectF(QPointF(*geometry.nowX, geometry.plot.top()),
                                 QPointF(view.timeRight, geometry.plot.bottom()));
    }
    if (view.range) {
        const double left = std::round(scale.xOf(view.range->begin));
        geometry.range = {left, std::max(std::round(scale.xOf(view.range->end)), left + 1)};
    }
    return geometry;
}

QString overviewText(const trace::SpanBuilder &builder, const OverviewView &view, double x)
{
    const TimeScale scale = view.scale();
    const Timestamp time = scale.timeAt(x);
    const std::vector<Column> columns = Columns(builder, view).columns();
    const auto at = std::size_t(std::max(x - view.timeLeft, 0.0));
    if (time < 0 || time > view.now || at >= columns.size()) {
        return {};
    }
    QStringList parts;
    for (const TaskState state : stackedStates) {
        const double count = columns[at].taskTime[std::size_t(state)] / scale.nsPerPixel();
        if (count >= 0.05) {
            const QString number = QString::number(count, 'f', count < 9.95 ? 1 : 0);
            parts += QStringLiteral("%1 %2").arg(number, stateName(state));
        }
    }
    for (const Outcome outcome : badOutcomes) {
        quint32 count = 0;
        for (std::size_t near = at < 7 ? 0 : at - 7; near < std::min(at + 8, columns.size());
             ++near) {
            count += columns[near].ended[std::size_t(outcome)];
        }
        if (count > 0) {
            parts += QStringLiteral("%1 %2").arg(count).arg(outcomeName(outcome));
        }
    }
    return formatMoment(time) + u'\n' + parts.join(u'\n');
}

} // namespace awaitscope::timeline
