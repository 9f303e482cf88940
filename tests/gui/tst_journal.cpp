// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/journal.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/workspace.h"

#include <QAbstractButton>
#include <QDir>
#include <QTest>

using namespace awaitscope;
using namespace awaitscope::tests;

class JournalTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theRunOnScreenIsKeptWithWhatWasDoneToIt()
    {
        const run::Interventions done = crash();
        QVERIFY(!done.empty());
        ShownWindow window;
        window.openPaused(gatherFile);
        window.session().keepJournal(m_folder->path());
        QAbstractButton *const again = button(window, QStringLiteral("Open it again"));
        QVERIFY(again && again->isVisible());
        again->click();
        QCOMPARE(window.run().scenario().name, QByteArray("semaphore"));
        QCOMPARE(window.run().spec().interventions, done);
        QTRY_VERIFY(!button(window, QStringLiteral("Open it again")));
        QVERIFY(app::Journal(m_folder->path()).left().isEmpty());
    }

    void whatIsForgottenIsNotOfferedAgain()
    {
        QVERIFY(!crash().empty());
        ShownWindow window;
        window.openPaused(gatherFile);
        window.session().keepJournal(m_folder->path());
        button(window, QStringLiteral("Forget it"))->click();
        QCOMPARE(window.run().scenario().name, QByteArray("gather-or-create-task"));
        QVERIFY(app::Journal(m_folder->path()).left().isEmpty());
    }

    void nothingIsLeftByAProgramThatEndsOrStillRuns()
    {
        {
            ShownWindow window;
            window.session().keepJournal(m_folder->path());
            window.openPaused(semaphoreFile);
            QTRY_COMPARE(runs().size(), 1);
            QVERIFY(app::Journal(m_folder->path()).left().isEmpty());
        }
        QCOMPARE(runs(), QStringList());
    }

private:
    [[nodiscard]] QStringList runs() const
    {
        return QDir(m_folder->path()).entryList({QStringLiteral("*.run.json")}, QDir::Files);
    }

    // What a program leaves that was killed while a task was cancelled by hand. Returns what was
    // done to the run.
    [[nodiscard]] run::Interventions crash()
    {
        ShownWindow window;
        window.session().keepJournal(m_folder->path());
        window.openPaused(semaphoreFile);
        window.runTo(500'000'000);
        window.run().cancel(trace::TaskId(2));
        const QString file = m_folder->filePath(runs().value(0));
        const auto keeps = [&file] {
            QFile kept(file);
            return kept.open(QIODevice::ReadOnly) && kept.readAll().contains("\"cancel\"");
        };
        for (int i = 0; i < 500 && !keeps(); ++i) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        }
        // The lock is that of this process: what is left has none.
        QFile::copy(file, m_folder->filePath(QStringLiteral("left.run.json")));
        return window.run().spec().interventions;
    }

    [[nodiscard]] static QAbstractButton *button(ShownWindow &window, const QString &text)
    {
        for (auto *const button : window.window().findChildren<QAbstractButton *>()) {
            if (button->text() == text) {
                return button;
            }
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char *argv[])
{
    return runWithWindows<JournalTest>(argc, argv);
}

#include "tst_journal.moc"
