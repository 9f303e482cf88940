// SPDX-License-Identifier: MIT
#include "engine/run/run.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace awaitscope {

using run::Run;
using run::RunSpec;
using trace::Timestamp;

constexpr Timestamp second = 1000 * trace::nanosecondsPerMillisecond;

/// What every scenario that comes with the program promises. That its log is asyncio's is held by
/// the conformance test.
class TestGallery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void saysWhatItIs_data() { addScenarios(); }

    void saysWhatItIs();

    void fitsOnAScreen_data() { addScenarios(); }

    void fitsOnAScreen();

    void takesTheEndsOfItsParameters_data() { addScenarios(); }

    void takesTheEndsOfItsParameters();

private:
    void addScenarios() const;

    QStringList m_names;
};

namespace {

    [[nodiscard]] QByteArray textOf(const QString &name)
    {
        QFile file(QStringLiteral(AWAITSCOPE_GALLERY "/%1.json").arg(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

} // namespace

void TestGallery::initTestCase()
{
    for (const QString &file : QDir(QStringLiteral(AWAITSCOPE_GALLERY)).entryList(QDir::Files)) {
        QVERIFY2(file.endsWith(QStringLiteral(".json")), qPrintable(file));
        m_names << file.chopped(5);
    }
    QVERIFY(m_names.size() >= 15);
}

void TestGallery::addScenarios() const
{
    QTest::addColumn<QString>("name");
    for (const QString &name : m_names) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestGallery::saysWhatItIs()
{
    QFETCH(const QString, name);
    const auto scenario = scenario::parseScenario(textOf(name));
    QVERIFY2(scenario, qPrintable(scenario ? QString() : scenario.problem().text()));
    QCOMPARE(QString::fromUtf8(scenario.value().name), name);
    QVERIFY(scenario.value().title != name);
    const QString about = scenario.value().about;
    QCOMPARE(about.count(QRegularExpression(QStringLiteral("[.](?= |$)"))), 2);
    QVERIFY(about.endsWith(u'.'));
    QVERIFY(!scenario.value().parameters.empty());
    for (const scenario::Parameter &parameter : scenario.value().parameters) {
        QVERIFY2(!parameter.label.isEmpty(), parameter.name.constData());
    }
}

void TestGallery::fitsOnAScreen()
{
    QFETCH(const QString, name);
    RunSpec spec;
    spec.scenarioText = textOf(name);
    const auto run = Run::create(spec).value();
    run->runToEnd();
    QVERIFY(run->now() >= 3 * second / 2);
    QVERIFY(run->now() <= 20 * second);
    const auto tasks = run->store().taskCount();
    QVERIFY2(tasks >= 6 && tasks <= 40, qPrintable(QString::number(tasks)));
}

void TestGallery::takesTheEndsOfItsParameters()
{
    QFETCH(const QString, name);
    const QByteArray text = textOf(name);
    const auto declared = scenario::parseScenario(text).value().parameters;
    for (const scenario::Parameter &parameter : declared) {
        for (const double value : {parameter.min, parameter.max}) {
            const auto scenario = scenario::parseScenario(text, {}, {{parameter.name, value}});
            QVERIFY2(scenario, qPrintable(scenario ? QString() : scenario.problem().text()));
        }
    }
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestGallery)
#include "tst_gallery.moc"
