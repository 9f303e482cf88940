// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/spansummary.h"

#include <QTest>

#include <random>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;

namespace {

[[nodiscard]] Span spanOf(Timestamp begin, Timestamp end, TaskState state)
{
    Span span;
    span.begin = begin;
    span.end = end;
    span.state = state;
    return span;
}

// Without summaries.
[[nodiscard]] TaskState longest(const SpanList &spans, std::size_t first, std::size_t last,
                                Timestamp now)
{
    std::array<Timestamp, 7> times{};
    for (; first < last; ++first) {
        const Span &span = spans[first];
        times[std::size_t(span.state)] += (span.isOpen() ? now : span.end) - span.begin;
    }
    return TaskState(std::ranges::max_element(times) - times.begin());
}

} // namespace

class SpanSummaryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void theLongestStateIsDominant()
    {
        SpanList spans;
        spans.push_back(spanOf(0, 10, TaskState::Waiting));
        spans.push_back(spanOf(10, 25, TaskState::Working));
        spans.push_back(spanOf(25, 35, TaskState::Waiting));
        SpanSummary summary;
        summary.update(spans);
        QCOMPARE(summary.dominant(spans, 0, 3, 35), TaskState::Waiting);
        QCOMPARE(summary.dominant(spans, 0, 2, 35), TaskState::Working);
    }

    void anOpenSpanLastsUntilNow()
    {
        SpanList spans;
        spans.push_back(spanOf(0, 10, TaskState::Waiting));
        spans.push_back(spanOf(10, openEnd, TaskState::Working));
        SpanSummary summary;
        summary.update(spans);
        QCOMPARE(summary.dominant(spans, 0, 2, 15), TaskState::Waiting);
        QCOMPARE(summary.dominant(spans, 0, 2, 25), TaskState::Working);
        QCOMPARE(summary.dominant(spans, 1, 2, 10), TaskState::Working); // of no duration yet
    }

    void growingRowsAreSummedUpRight()
    {
        std::mt19937 random(3); // NOLINT(bugprone-random-generator-seed): the same each time
        SpanList spans;
        SpanSummary summary;
        Timestamp time = 0;
        for (int i = 0; i < 2000; ++i) {
            const Timestamp end = time + 1 + Timestamp(random() % 100);
            spans.push_back(spanOf(time, end, TaskState(random() % 7)));
            time = end;
            if (i % 37 == 0) {
                summary.update(spans);
            }
        }
        summary.update(spans);
        for (int i = 0; i < 500; ++i) {
            const std::size_t first = random() % 1999;
            const std::size_t last = first + 1 + random() % (2000 - first);
            QCOMPARE(summary.dominant(spans, first, last, time), longest(spans, first, last, time));
        }
    }

    void theLastTwoSpansMayChange()
    {
        SpanList spans;
        SpanSummary summary;
        for (Timestamp i = 0; i < 130; ++i) {
            spans.push_back(spanOf(i, i + 1, TaskState::Waiting));
        }
        summary.update(spans);
        spans.pop_back();
        spans.back() = spanOf(128, 1000, TaskState::Cleanup);
        for (Timestamp i = 0; i < 100; ++i) {
            spans.push_back(spanOf(1000 + i, 1001 + i, TaskState::Working));
        }
        summary.update(spans);
        QCOMPARE(summary.dominant(spans, 0, spans.size(), 1100), TaskState::Cleanup);
    }

    void peaksAreTheHighestOfTheirSteps()
    {
        std::mt19937 random(5); // NOLINT(bugprone-random-generator-seed): the same each time
        std::vector<ResourceStep> steps;
        StepSummary summary;
        for (int i = 0; i < 20'000; ++i) {
            steps.push_back({i, {qint32(random() % 1000), quint32(random() % 1000)}, i % 50});
            if (i % 64 == 63) {
                summary.update(steps);
                steps.back().usage.inUse = 1000 + i; // the last step may change
            }
        }
        summary.update(steps);
        for (int i = 0; i < 200; ++i) {
            const std::size_t first = random() % 20'000;
            const std::size_t last = first + random() % (20'001 - first);
            StepSummary::Peak expected;
            for (std::size_t at = first; at < last; ++at) {
                expected.include(steps[at]);
            }
            QCOMPARE(summary.peak(steps, first, last), expected);
        }
    }
};

QTEST_GUILESS_MAIN(SpanSummaryTest)
#include "tst_spansummary.moc"
