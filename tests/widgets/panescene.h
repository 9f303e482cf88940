// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/tracewriter.h"
#include "ui/widgets/timelinepane.h"
#include "ui/widgets/timelinewidget.h"

#include <QTest>
#include <QWheelEvent>

#include <memory>

namespace awaitscope::tests {

/// A pane that shows main (row 0), twenty `infer` below it, all alive, and 5 s of virtual time; and
/// hands on its timeline.
struct PaneScene
{
    PaneScene()
    {
        main = writer.task("main");
        for (int at = 0; at < 20; ++at) {
            children.push_back(writer.task("infer", main));
            writer.sleep(children.back());
        }
        trace = std::make_unique<models::TraceModel>(writer.store());
        pane.resize(1190, 460);
        pane.setTrace(trace.get());
        trace->update(TraceWriter::milliseconds(5000));
        pane.show();
        pane.activateWindow();
        (void)QTest::qWaitForWindowActive(&pane);
        timeline().setFocus();
    }

    ~PaneScene() { pane.setTrace(nullptr); }

    [[nodiscard]] widgets::TimelineWidget &timeline() { return pane.timeline(); }
    [[nodiscard]] models::ZoomController &zoom() { return timeline().zoom(); }
    [[nodiscard]] const timeline::TimeScale &scale() { return timeline().view().scale; }

    [[nodiscard]] QRectF rowRect(trace::TaskId task)
    {
        const timeline::TrackLayout &layout = trace->layout();
        return timeline().view().rowRect(layout, layout.rowOf(task));
    }
    [[nodiscard]] QPoint onBar(trace::TaskId task)
    {
        return QPointF(scale().xOf(TraceWriter::milliseconds(1000)), rowRect(task).center().y())
            .toPoint();
    }
    [[nodiscard]] QPoint onCancel(trace::TaskId task)
    {
        const timeline::TrackLayout &layout = trace->layout();
        return timeline().view().cancelRect(layout, layout.rowOf(task)).center().toPoint();
    }

    /// Presses, moves in two steps, and releases.
    void drag(QWidget &widget, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {},
              Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(&widget, button, modifiers, from);
        move(widget, (from + to) / 2, button, modifiers);
        move(widget, to, button, modifiers);
        QTest::mouseRelease(&widget, button, modifiers, to);
    }

    void move(QWidget &widget, QPoint to, Qt::MouseButtons buttons,
              Qt::KeyboardModifiers modifiers = {})
    {
        QMouseEvent event(QEvent::MouseMove, to, widget.mapToGlobal(to), Qt::NoButton, buttons,
                          modifiers);
        QCoreApplication::sendEvent(&widget, &event);
    }

    void wheel(QWidget &widget, QPoint at, int notches, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(at, widget.mapToGlobal(at), {}, QPoint(0, 120 * notches), {}, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&widget, &event);
    }

    TraceWriter writer;
    std::unique_ptr<models::TraceModel> trace;
    models::SelectionController selection;
    widgets::TimelinePane pane {selection};
    trace::TaskId main;
    std::vector<trace::TaskId> children;
};

} // namespace awaitscope::tests
