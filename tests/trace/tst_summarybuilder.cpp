// SPDX-License-Identifier: MIT
#include "engine/run/run.h"
#include "engine/trace/spanbuilder.h"
#include "engine/trace/summarybuilder.h"
#include "tests/formats/galleryrows.h"

#include <QFile>

using namespace awaitscope::trace;
using namespace awaitscope;

namespace {

[[nodiscard]] Timestamp timeIn(const TaskLife &life, std::initializer_list<TaskState> states)
{
    Timestamp sum = 0;
    for (const Span &span : life.spans) {
        if (!span.isOpen() && std::ranges::find(states, span.state) != states.end()) {
            sum += span.end - span.begin;
        }
    }
    return sum;
}

} // namespace

class SummaryBuilderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void itKnowsWhatTheSpansSay_data() { tests::addGalleryRows(); }

    void itKnowsWhatTheSpansSay()
    {
        QFETCH(const QString, file);
        QFETCH(const Timestamp, until);
        QFile scenario(file);
        QVERIFY(scenario.open(QIODevice::ReadOnly));
        const auto run = run::Run::create({.scenarioText = scenario.readAll()}).value();
        SummaryBuilder builder(run->store());
        run->runToEnd(until / 2); // it is asked in between, too
        builder.update();
        run->runToEnd(until);
        builder.update();
        SpanBuilder spans(run->store());
        spans.update();
        QVERIFY(run->store().taskCount() > 0);
        QCOMPARE(builder.summaries().size(), std::size_t(run->store().taskCount()));
        QVERIFY(
            std::ranges::equal(builder.summaries(), spans.lives(), std::equal_to<TaskSummary>()));
        for (const TaskLife &life : spans.lives()) {
            QCOMPARE(life.waited, timeIn(life, {TaskState::Waiting}));
            QCOMPARE(life.worked, timeIn(life, {TaskState::Working, TaskState::Blocking}));
        }
    }
};

QTEST_GUILESS_MAIN(SummaryBuilderTest)
#include "tst_summarybuilder.moc"
