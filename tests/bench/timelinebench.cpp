// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/processortime.h"
#include "ui/timeline/geometrybuilder.h"
#include "ui/timeline/geometrycache.h"
#include "ui/timeline/painter.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <unordered_set>

using namespace awaitscope;
using trace::TaskEventKind;
using trace::TaskId;
using trace::Timestamp;

namespace {

constexpr Timestamp us = 1000;
constexpr int zooms = 24;
constexpr int framesPerZoom = 12;
constexpr std::array densities{0, 2, 3, 4, 7, 20}; // of rows; the last: all of them in sight
constexpr QSize frameSize(1920, 1080);

/// A run in which many tasks work, wait, back off and end in every way, written event by event.
class Trace
{
public:
    static constexpr int spansPerRow = 100;

    explicit Trace(int rows) : m_store(), m_builder(m_store), m_rows(rows)
    {
        m_builder.keepBlocks();
        const auto name = m_store.intern("task");
        for (int row = 0; row < rows; ++row) {
            const TaskId task = m_store.addTask({}, name);
            append(task, TaskEventKind::Created);
            append(task, TaskEventKind::Started);
        }
        // A span a row at a time, as tasks take turns.
        for (int span = 0; span < spansPerRow - 1; ++span) {
            appendSpans(rows);
        }
        for (int row = 0; row < rows; row += 3) {
            end(TaskId(quint32(row) + 1));
        }
        m_haveSomeEnded = true;
        m_builder.update();
    }

    [[nodiscard]] const trace::TraceStore &store() const { return m_store; }

    [[nodiscard]] trace::SpanBuilder &builder() { return m_builder; }

    [[nodiscard]] Timestamp now() const { return m_now; }

    /// So many tasks that live go on to their next span.
    void appendSpans(int count)
    {
        for (; count > 0; --count) {
            m_now += 1 * us + Timestamp(m_random % 512);
            m_random = m_random * 1664525U + 1013904223U;
            do {
                m_nextTask = (m_nextTask + 1) % quint32(m_rows);
            } while (m_haveSomeEnded && m_nextTask % 3 == 0);
            const TaskId task(m_nextTask + 1);
            constexpr std::array kinds{trace::WaitKind::Sleep, trace::WaitKind::Event,
                                       trace::WaitKind::Task, trace::WaitKind::Backoff};
            append(task, TaskEventKind::Waiting, quint8(kinds[m_random >> 30U]));
        }
    }

private:
    void append(TaskId task, TaskEventKind kind, quint8 what = 0, quint32 a = 0)
    {
        m_store.append(
            trace::TaskEvent{.time = m_now, .task = task, .kind = kind, .what = what, .a = a});
    }

    void end(TaskId task)
    {
        m_now += us;
        switch (task.value % 64) {
        case 1:
            append(task, TaskEventKind::Failed, 0, m_store.intern("ValueError").value);
            break;
        case 2:
            append(task, TaskEventKind::Failed, 0, m_store.intern("Timeout").value);
            break;
        case 3:
            append(task, TaskEventKind::Cancelled);
            break;
        default:
            append(task, TaskEventKind::Finished);
            break;
        }
    }

    trace::TraceStore m_store;
    trace::SpanBuilder m_builder;
    int m_rows;
    Timestamp m_now = 0;
    quint32 m_random = 1;
    quint32 m_nextTask = 0;
    bool m_haveSomeEnded = false;
};

/// What a widget has: a view of a trace, and an image to paint it on.
class Window
{
public:
    explicit Window(Trace &trace)
        : m_trace(trace)
        , m_model(trace.store(), trace.builder())
        , m_layout(trace.store())
        , m_image(frameSize, QImage::Format_ARGB32_Premultiplied)
    {
        m_layout.update();
        m_view.place(QRectF(QPointF(), frameSize));
        showAll();
    }

    timeline::View &view() { return m_view; }

    [[nodiscard]] const timeline::TrackLayout &layout() const { return m_layout; }

    void showAll() { m_view.scale.setRange({0, m_trace.now()}); }

    /// Takes in what was appended, and paints; in ms.
    double frame(const timeline::Pointed &pointed = {})
    {
        const double begin = bench::processorSeconds();
        m_trace.builder().update();
        m_layout.update();
        m_view.now = m_trace.now();
        const timeline::Geometry &geometry = m_cache.geometry(m_model, m_layout, m_view, pointed);
        QPainter painter(&m_image);
        timeline::paintGeometry(painter, geometry, m_theme, m_fonts);
        painter.end();
        return (bench::processorSeconds() - begin) * 1000;
    }

private:
    Trace &m_trace;
    timeline::TimelineModel m_model;
    timeline::TrackLayout m_layout;
    timeline::GeometryCache m_cache;
    timeline::View m_view;
    const timeline::Theme &m_theme = timeline::Theme::dark();
    const timeline::Fonts m_fonts;
    QImage m_image;
};

[[nodiscard]] double quantile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, std::size_t(share * double(values.size())))];
}

struct Figures
{
    double median = 0; ///< ms, at the worst zoom
    double p99 = 0; ///< ms, of all zooms
};

/// Rows of that density, or all of them in sight if that is less.
void setDensity(Window &window, int density)
{
    timeline::View &view = window.view();
    view.density = 0;
    while (view.density < density && view.maximumScrollY(window.layout()) > 0) {
        ++view.density;
    }
}

/// Pans and zooms from the whole run to a microsecond, at changing rows of one density. @p appended:
/// spans that are appended before each frame. Adds the times of all frames to @p all; returns the
/// median at the worst zoom.
[[nodiscard]] double travel(Trace &trace, Window &window, int density, int appended,
                            std::vector<double> &all)
{
    double median = 0;
    setDensity(window, density);
    const double closest = double(us) / (double(frameSize.width()) - timeline::View::labelWidth);
    window.showAll();
    const double farthest = window.view().scale.nsPerPixel();
    const double step = std::pow(farthest / closest, 1.0 / (zooms - 1));
    for (int zoom = 0; zoom < zooms; ++zoom) {
        std::vector<double> here;
        timeline::View &view = window.view();
        for (int i = 0; i < framesPerZoom; ++i) {
            trace.appendSpans(appended);
            view.scale.panBy(i % 2 == 0 ? 37 : -11);
            view.scrollY = std::floor(view.maximumScrollY(window.layout()) * i / framesPerZoom);
            here.push_back(window.frame());
        }
        if (std::getenv("AWAITSCOPE_BENCH_DETAILS")) {
            std::fprintf(stderr, "%4g px rows, %12.2f ns/px: median %.2f ms, most %.2f ms\n",
                         view.rowHeight(), view.scale.nsPerPixel(), quantile(here, 0.5),
                         quantile(here, 1));
        }
        median = std::max(median, quantile(here, 0.5));
        all.insert(all.end(), here.begin(), here.end());
        view.scale.zoomAt(view.timeLeft() + 700, step);
        here.clear();
    }
    return median;
}

/// The same with rows from the full height to all in one view.
[[nodiscard]] Figures travel(Trace &trace, Window &window, int appended)
{
    Figures figures;
    std::vector<double> all;
    for (const int density : densities) {
        figures.median = std::max(figures.median, travel(trace, window, density, appended, all));
    }
    figures.p99 = quantile(all, 0.99);
    return figures;
}

/// Frames in which nothing but what is pointed at changes, without those parts that stay.
[[nodiscard]] double overlays(Trace &trace)
{
    timeline::TimelineModel model(trace.store(), trace.builder());
    timeline::TrackLayout layout(trace.store());
    layout.update();
    timeline::View view;
    view.place(QRectF(QPointF(), frameSize));
    view.scale.setRange({0, trace.now() / 100});
    view.now = trace.now();
    const timeline::Geometry geometry = timeline::buildGeometry(model, layout, view);
    std::unordered_set<TaskId> matches;
    for (int row = 0; row < layout.rowCount(); row += 5) {
        matches.insert(layout.taskAt(row));
    }
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        timeline::Pointed pointed;
        pointed.selected = layout.taskAt(i % 40);
        pointed.hovered = layout.taskAt(39 - i % 40);
        pointed.cursor = view.scale.timeAt(300 + i * 5);
        pointed.range = trace::TimeRange{view.scale.timeAt(400), view.scale.timeAt(900 + i)};
        pointed.matches = &matches;
        pointed.hasFocus = true;
        const double begin = bench::processorSeconds();
        const timeline::Overlay overlay =
            timeline::buildOverlay(model, layout, view, geometry, pointed);
        times.push_back((bench::processorSeconds() - begin) * 1000);
        if (overlay.rows.empty()) {
            std::fputs("an overlay is empty\n", stderr);
        }
    }
    return quantile(times, 0.99);
}

void print(const char *figure, double value)
{
    std::printf("{\"figure\": \"%s\", \"value\": %.6f}\n", figure, value);
}

} // namespace

/// Measures frames of the timeline, 1920 x 1080 px, from the trace to the pixels.
int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    double small = 0;
    {
        Trace trace(1000);
        Window window(trace);
        small = travel(trace, window, 0).median;
    }
    Trace trace(100'000);
    Window window(trace);
    const Figures figures = travel(trace, window, 0);
    print("Timeline median", figures.median);
    print("Timeline p99", figures.p99);
    print("Timeline growth", figures.median / small);
    print("Timeline overlay", overlays(trace));
    constexpr int perFrame = 200'000 / 60;
    const Figures live = travel(trace, window, perFrame);
    print("Timeline median while appending", live.median);
    print("Timeline p99 while appending", live.p99);
    return 0;
}
