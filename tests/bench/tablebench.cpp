// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/processortime.h"
#include "ui/models/taskfilter.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <algorithm>
#include <cstdio>

using namespace awaitscope;
using models::TaskTableModel;
using trace::TaskEventKind;
using trace::TaskId;

namespace {

constexpr int rows = 1'000'000;

/// Tasks that differ in every column.
void fill(trace::TraceStore &store)
{
    const trace::StringId infer = store.intern("infer");
    const trace::StringId query = store.intern("query");
    const quint32 error = store.intern("ValueError").value;
    quint32 random = 1;
    trace::Timestamp now = 0;
    for (int i = 0; i < rows; ++i) {
        random = random * 1664525U + 1013904223U;
        now += random >> 16U;
        const TaskId task = store.addTask(TaskId(quint32(i) / 7), i % 3 == 0 ? infer : query);
        const auto append = [&](TaskEventKind kind, quint32 a = 0, quint8 what = 0) {
            store.append(
                trace::TaskEvent{.time = now, .task = task, .kind = kind, .what = what, .a = a});
        };
        append(TaskEventKind::Created);
        append(TaskEventKind::Started);
        now += random % 1000;
        append(TaskEventKind::Waiting, 0, quint8(trace::WaitKind::Sleep));
        now += random % 5000;
        if (random % 8 == 0) {
            append(TaskEventKind::Failed, error);
        } else if (random % 8 < 5) {
            append(TaskEventKind::Finished);
        }
    }
}

struct Taken
{
    double seconds = 0; ///< of all threads, until the rows are shown
    double blocked = 0; ///< s; the longest that the event loop did nothing else
};

/// Does something to the table, and turns the event loop until it is settled, as a window does.
template <typename Action>
[[nodiscard]] Taken measure(const models::QueryController &query, const models::SortedTasks &table,
                            Action action)
{
    Taken taken;
    const double before = bench::processorSeconds();
    const auto timed = [&](const auto &part) {
        const double begin = bench::threadSeconds();
        part();
        taken.blocked = std::max(taken.blocked, bench::threadSeconds() - begin);
    };
    timed(action);
    while (query.isLooking() || table.isSorting()) {
        timed([] { QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); });
    }
    taken.seconds = bench::processorSeconds() - before;
    return taken;
}

void print(const char *figure, double value)
{
    std::printf("{\"figure\": \"%s\", \"value\": %.6f}\n", figure, value);
}

} // namespace

/// Measures sorting and filtering of the table of tasks.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    trace::TraceStore store;
    fill(store);
    models::TraceModel trace(store);
    trace.update(0);
    TaskTableModel tasks;
    tasks.setTrace(&trace);
    models::QueryController query;
    query.setTrace(&trace);
    models::FilteredTasks table(query);
    table.setSourceModel(&tasks);
    double sort = 0;
    double filter = 0;
    double blocked = 0;
    for (int column = 0; column < TaskTableModel::Cancel; ++column) {
        const Taken taken = measure(query, table, [&] { table.sort(column, Qt::DescendingOrder); });
        sort = std::max(sort, taken.seconds);
        blocked = std::max(blocked, taken.blocked);
    }
    Q_UNUSED(measure(query, table, [&] { table.sort(TaskTableModel::Task, Qt::AscendingOrder); }))
    for (const char *const wanted : {"name:infer*", "state:failed", "\"#77\"", "query",
                                     "group:query -dur:>2ms", "related:15", ""}) {
        const Taken taken =
            measure(query, table, [&] { query.setText(QString::fromLatin1(wanted)); });
        filter = std::max(filter, taken.seconds);
        blocked = std::max(blocked, taken.blocked);
    }
    print("Table sort", sort * 1000);
    print("Table filter", filter * 1000);
    print("Table blocked", blocked * 1000);
    return 0;
}
