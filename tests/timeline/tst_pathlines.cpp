// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"
#include "ui/timeline/pathlines.h"
#include "ui/timeline/rowgeometry.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::analysis::PathLink;
using awaitscope::tests::Scene;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

/// Under the bar of a row.
[[nodiscard]] double yOf(int row)
{
    return View::rulerHeight + (row + 0.5) * TrackLayout::rowHeight + barHeight / 2 + 1;
}

[[nodiscard]] QRectF along(int row, double begin, double end)
{
    return {View::labelWidth + begin, yOf(row), end - begin, 3};
}

[[nodiscard]] PathLink link(quint32 task, double begin, double end)
{
    return {.task = TaskId(task), .range = {ms(begin), ms(end)}};
}

using Lines = std::vector<QRectF>;

} // namespace

class PathLinesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_scene = std::make_unique<Scene>();
        const TaskId main = m_scene->writer.task("main");
        const TaskId child = m_scene->writer.task("child", main);
        m_scene->writer.task("grandchild", child);
        m_layout = std::make_unique<TrackLayout>(m_scene->writer.store());
    }

    void linesGoAlongBarsAndFromRowToRow()
    {
        QCOMPARE(lines({link(1, 0, 100), link(2, 100, 300), link(1, 300, 400)}),
                 (Lines{along(0, 0, 100), upright(100), along(1, 100, 300), upright(300),
                        along(0, 300, 400)}));
    }

    void hiddenTaskStandsOnItsAncestor()
    {
        m_layout->setFolded(TaskId(1), true);
        QCOMPARE(lines({link(1, 0, 100), link(3, 100, 300)}),
                 (Lines{along(0, 0, 100), along(0, 100, 300)}));
    }

    void whatIsOutOfViewIsLeftOut()
    {
        m_scene->view.scale.setRange({ms(200), ms(1200)});
        QCOMPARE(lines({link(1, 0, 100), link(2, 100, 300), link(3, 1300, 1400)}),
                 Lines{along(1, 0, 100)});
    }

    void shortLinksShareALine()
    {
        std::vector<PathLink> path;
        for (int i = 0; i < 1000; ++i) {
            path.push_back(link(2, i * 0.01, (i + 1) * 0.01));
        }
        QVERIFY(lines(path).size() <= 11);
    }

private:
    [[nodiscard]] Lines lines(const std::vector<PathLink> &path)
    {
        return pathLines(path, *m_layout, m_scene->view);
    }

    /// Between the first two rows.
    [[nodiscard]] static QRectF upright(double time)
    {
        return {View::labelWidth + time - 1, yOf(0), 2, TrackLayout::rowHeight + 3};
    }

    std::unique_ptr<Scene> m_scene;
    std::unique_ptr<TrackLayout> m_layout;
};

QTEST_GUILESS_MAIN(PathLinesTest)
#include "tst_pathlines.moc"
