// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/backgroundwork.h"

#include <QProgressDialog>
#include <QPushButton>
#include <QTest>
#include <QWidget>

#include <atomic>
#include <memory>
#include <optional>

using namespace awaitscope;
using widgets::BackgroundWork;

namespace {

/// Works until it is told to give up.
void workForEver(const formats::Progress &progress)
{
    while (progress(0.25)) {
        QThread::yieldCurrentThread();
    }
}

} // namespace

class BackgroundWorkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_isGivenUp.reset();
        m_work = std::make_unique<BackgroundWork>(m_window);
    }

    void saysWhenItIsDone()
    {
        std::atomic<QThread *> worker = nullptr;
        m_work->start(
            QStringLiteral("Work"),
            [&worker](const formats::Progress &) { worker = QThread::currentThread(); }, then());
        QVERIFY(dialog());
        QCOMPARE(dialog()->labelText(), QStringLiteral("Work"));
        QTRY_COMPARE(m_isGivenUp, std::optional(false));
        QVERIFY(worker && worker != QThread::currentThread());
        QVERIFY(!dialog());
    }

    void showsHowFarItIs()
    {
        m_work->start(QStringLiteral("Work"), workForEver, then());
        QTRY_COMPARE(dialog()->value(), dialog()->maximum() / 4);
        QCOMPARE(m_isGivenUp, std::nullopt);
    }

    void theButtonGivesUp()
    {
        m_work->start(QStringLiteral("Work"), workForEver, then());
        dialog()->findChild<QPushButton *>()->click();
        QTRY_COMPARE(m_isGivenUp, std::optional(true));
        QVERIFY(!dialog());
    }

    void givingUpWaitsUntilTheWorkIsOver()
    {
        std::atomic<bool> isOver = false;
        startForEver(isOver);
        m_work->giveUp();
        QVERIFY(isOver);
        QCOMPARE(m_isGivenUp, std::optional(true));
        m_isGivenUp.reset();
        m_work->giveUp();
        QCoreApplication::processEvents();
        QCOMPARE(m_isGivenUp, std::nullopt);
    }

    void theNextOneGivesUpTheFormer()
    {
        m_work->start(QStringLiteral("Work"), workForEver, then());
        std::optional<bool> isNextGivenUp;
        m_work->start(
            QStringLiteral("Next"), [](const formats::Progress &) {},
            [&](bool isGivenUp) { isNextGivenUp = isGivenUp; });
        QCOMPARE(m_isGivenUp, std::optional(true));
        QTRY_COMPARE(isNextGivenUp, std::optional(false));
    }

    void whoGoesAwayWaits()
    {
        std::atomic<bool> isOver = false;
        startForEver(isOver);
        m_work.reset();
        QVERIFY(isOver);
        QVERIFY(!dialog());
    }

private:
    [[nodiscard]] BackgroundWork::Then then()
    {
        return [this](bool isGivenUp) { m_isGivenUp = isGivenUp; };
    }

    /// Returns when it has begun: what is given up before never does.
    void startForEver(std::atomic<bool> &isOver)
    {
        auto hasBegun = std::make_shared<std::atomic<bool>>(false);
        m_work->start(
            QStringLiteral("Work"),
            [&isOver, hasBegun](const formats::Progress &progress) {
                *hasBegun = true;
                workForEver(progress);
                isOver = true;
            },
            then());
        QTRY_VERIFY(*hasBegun);
    }

    [[nodiscard]] QProgressDialog *dialog() { return m_window.findChild<QProgressDialog *>(); }

    QWidget m_window;
    std::unique_ptr<BackgroundWork> m_work;
    std::optional<bool> m_isGivenUp; // none: it is not over
};

QTEST_MAIN(BackgroundWorkTest)
#include "tst_backgroundwork.moc"
