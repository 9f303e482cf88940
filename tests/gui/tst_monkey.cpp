// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/eventlog.h"
#include "tests/gui/monkey.h"
#include "tests/gui/windowmain.h"

using namespace awaitscope;
using namespace awaitscope::tests;

namespace {

constexpr int deeds = 5'000; // of each monkey

/// The first and the last of them: all 20, or `AWAITSCOPE_MONKEYS=5-8`.
[[nodiscard]] std::pair<quint32, quint32> chosenMonkeys()
{
    const QByteArray chosen = qgetenv("AWAITSCOPE_MONKEYS");
    if (chosen.isEmpty()) {
        return {1, 20};
    }
    const qsizetype dash = chosen.indexOf('-');
    return {chosen.first(dash).toUInt(), chosen.sliced(dash + 1).toUInt()};
}

} // namespace

/// 100,000 things that a user might do, and nothing may break: no crash, no assertion (they are on
/// in the tests), no leak (where sanitizers look), and whatever was done by hand replays.
class MonkeyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void anythingMayBeDone_data()
    {
        QTest::addColumn<quint32>("seed");
        QTest::addColumn<QString>("scenario");
        const QString scenarios[] = {semaphoreFile, deadlinesFile,
                                     QStringLiteral(":/scenarios/deadlock.json"),
                                     QStringLiteral(":/scenarios/blocked-loop.json")};
        const auto [first, last] = chosenMonkeys();
        for (quint32 seed = first; seed <= last; ++seed) {
            const QString &scenario = scenarios[seed % std::size(scenarios)];
            QTest::addRow("by monkey %u to %s", seed, qPrintable(scenario)) << seed << scenario;
        }
    }

    void anythingMayBeDone()
    {
        QFETCH(quint32, seed);
        QFETCH(QString, scenario);
        ShownWindow shown;
        QVERIFY(shown.session().open(scenario));
        Monkey monkey(shown, seed);
        for (int i = 0; i < deeds; ++i) {
            monkey.act();
            if (i % 500 == 0) {
                QVERIFY2(isReplayable(shown.run()), qPrintable(monkey.lastDeeds()));
            }
        }
    }

private:
    /// Whether the events so far are the beginning of what the spec gives when it runs again.
    [[nodiscard]] static bool isReplayable(const run::Run &run)
    {
        const auto again = run::Run::create(run.spec());
        again.value()->runToEnd(run.now());
        const QByteArray replayed =
            formats::EventLog(again.value()->store(), formats::Iterations::Show).text();
        const QByteArray log = formats::EventLog(run.store(), formats::Iterations::Show).text();
        // When the user ends a run, that is the end of it, which a replay does not know.
        return run.state() == run::RunState::Ended || replayed.startsWith(log);
    }
};

int main(int argc, char *argv[])
{
    return runWithWindows<MonkeyTest>(argc, argv);
}

#include "tst_monkey.moc"
