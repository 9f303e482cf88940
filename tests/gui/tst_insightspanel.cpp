// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/panels/insightspanel.h"
#include "ui/panels/scenariopanel.h"
#include "ui/workspace.h"

#include <QRegularExpression>

using namespace awaitscope;
using namespace awaitscope::tests;
using trace::TaskId;

class InsightsPanelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_shown = std::make_unique<ShownWindow>(); }

    void cleanup() { m_shown.reset(); }

    void saysWhatThereIsToSay()
    {
        // Three tasks hold the only slot for a second each; the others queue 1 + 2 seconds.
        m_shown->openPausedText(R"({"name": "pool",
            "resources": [{"name": "gpu", "kind": "semaphore", "slots": 1}],
            "tasks": {"infer": [{"acquire": "gpu", "do": [{"sleep": 1}]}]},
            "main": [{"gather": ["infer", "infer", "infer"]}]})");
        QVERIFY(!panel().isVisible());
        m_shown->runToEnd();
        QTRY_COMPARE(
            stories(),
            QStringList{QStringLiteral("50 % of the time of all tasks is spent waiting "
                                       "for gpu: 3.00 s, by 2 tasks. infer #4, infer #3")});
        QVERIFY(panel().isVisible());
    }

    void linkSelectsTheTask()
    {
        saysWhatThereIsToSay();
        auto *const card = panel().findChild<QLabel *>(QStringLiteral("card"));
        card->setFocus();
        m_shown->key(Qt::Key_Tab);
        m_shown->key(Qt::Key_Return);
        QCOMPARE(m_shown->window().selection().task(), TaskId(4));
    }

    void anotherRunIsAnotherStory()
    {
        saysWhatThereIsToSay();
        m_shown->openPausedText(R"({"name": "nothing", "main": [{"sleep": 1}]})");
        QVERIFY(stories().isEmpty());
        m_shown->runToEnd();
        QVERIFY(stories().isEmpty());
        QVERIFY(!panel().isVisible());
    }

private:
    [[nodiscard]] panels::InsightsPanel &panel()
    {
        return m_shown->window().workspace().scenario().insights();
    }

    [[nodiscard]] QStringList stories()
    {
        static const QRegularExpression breaks(QStringLiteral("<br>"));
        static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
        return panel()
            .stories()
            .replaceInStrings(breaks, QStringLiteral(" "))
            .replaceInStrings(tags, QString());
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<InsightsPanelTest>(argc, argv);
}

#include "tst_insightspanel.moc"
