// SPDX-License-Identifier: MIT
#include "engine/scenario/draws.h"

#include <QFile>
#include <QTest>

#include <bit>

using namespace awaitscope::scenario;

namespace {

// The hash of a path that is written out, `main/worker#1/child#12`.
PathHash hashOf(const QByteArray &path)
{
    PathHash hash;
    for (const QByteArray &part : path.split('/').mid(1)) {
        const QList<QByteArray> nameAndNumber = part.split('#');
        hash = hash.child(nameAndNumber[0], nameAndNumber[1].toULongLong());
    }
    return hash;
}

Duration seconds(Duration::Kind kind, std::initializer_list<double> values, double sigma = 0)
{
    Duration duration {kind, {}, sigma};
    for (const double value : values) {
        duration.ns.push_back(toNs(value));
    }
    return duration;
}

QByteArray bits(double number)
{
    return QByteArray::number(std::bit_cast<quint64>(number), 16).rightJustified(16, '0');
}

} // namespace

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsTheReferencesBits_data();
    void drawsTheReferencesBits();
    void hashesPathsIncrementally();
    void drawsTheNumbersOfTheSpecification();
    void roundsSeconds_data();
    void roundsSeconds();
    void aConstantDrawsNothing();
};

void TestRandom::drawsTheReferencesBits_data()
{
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QList<QByteArray>>("rows");
    QFile file(QStringLiteral(":/randomvectors.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QMap<QByteArray, QList<QByteArray>> rows;
    for (const QByteArray &line : file.readAll().trimmed().split('\n')) {
        if (!line.startsWith('#')) {
            const qsizetype seedAndPath = line.indexOf(' ', line.indexOf(' ') + 1);
            rows[line.first(seedAndPath)].push_back(line.sliced(seedAndPath + 1));
        }
    }
    for (const auto &[key, values] : rows.asKeyValueRange()) {
        const QList<QByteArray> seedAndPath = key.split(' ');
        QTest::addRow("seed and path %s", key.constData())
            << seedAndPath[0].toULongLong() << seedAndPath[1] << values;
    }
    QCOMPARE(rows.size(), 12);
}

void TestRandom::drawsTheReferencesBits()
{
    QFETCH(quint64, seed);
    QFETCH(QByteArray, path);
    QFETCH(QList<QByteArray>, rows);
    const Duration uniform = seconds(Duration::Kind::Uniform, {0.1, 0.75});
    const Duration exponential = seconds(Duration::Kind::Exponential, {0.05});
    const Duration logNormal = seconds(Duration::Kind::LogNormal, {0.2}, 0.5);
    const Duration choice {Duration::Kind::Choice, {0, 1, 2, 3, 4, 5, 6}, 0};
    Stream stream(seed, hashOf(path));
    for (const QByteArray &row : rows) {
        QList<QByteArray> drawn;
        drawn += QByteArray::number(stream.next(), 16).rightJustified(16, '0');
        drawn += bits(stream.unit());
        for (const Duration *duration : {&uniform, &exponential, &logNormal, &choice}) {
            drawn += QByteArray::number(draw(*duration, stream));
        }
        const double u = 1.0 - stream.unit();
        drawn += bits(portableLn(u));
        drawn += bits(portableExp(40.0 * u - 20.0));
        QCOMPARE(drawn.join(' '), row);
    }
}

void TestRandom::hashesPathsIncrementally()
{
    QCOMPARE(PathHash().value(), 0x1f5962a2ce9803c8);
    // From the definition, over the whole text.
    quint64 whole = 0xCBF29CE484222325;
    for (const char byte : QByteArrayView("main/worker#1/child#12")) {
        whole = (whole ^ quint8(byte)) * 0x100000001B3;
    }
    QCOMPARE(PathHash().child("worker", 1).child("child", 12).value(), whole);
    QVERIFY(PathHash().child("worker", 1) != PathHash().child("worker", 2));
}

void TestRandom::drawsTheNumbersOfTheSpecification()
{
    Stream raw(42, PathHash());
    QCOMPARE(raw.next(), 0x22327ccac926e9ba);
    QCOMPARE(raw.next(), 0x59dbaed552ef5106);
    QCOMPARE(raw.next(), 0xc9038a66fb26a385);
    const auto firstThree = [](const Duration &duration) {
        Stream stream(42, PathHash());
        const Timestamp first = draw(duration, stream);
        const Timestamp second = draw(duration, stream);
        return std::vector {first, second, draw(duration, stream)};
    };
    QCOMPARE(firstThree(seconds(Duration::Kind::Uniform, {0.1, 0.75})),
             std::vector<Timestamp>({186828870, 328155424, 610386679}));
    QCOMPARE(firstThree(seconds(Duration::Kind::Exponential, {0.05})),
             std::vector<Timestamp>({7169441, 21616771, 76904788}));
    QCOMPARE(firstThree(seconds(Duration::Kind::LogNormal, {0.2}, 0.5)),
             std::vector<Timestamp>({127726855, 299209459, 272486653}));
}

void TestRandom::roundsSeconds_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<Timestamp>("ns");
    QTest::newRow("a second") << 1.0 << Timestamp(1'000'000'000);
    QTest::newRow("half a nanosecond goes up") << 0.5e-9 << Timestamp(1);
    QTest::newRow("minus half a nanosecond goes up, too") << -0.5e-9 << Timestamp(0);
    QTest::newRow("minus a nanosecond and a half goes up") << -1.5e-9 << Timestamp(-1);
    QTest::newRow("too much is 2^62") << 1e300 << (Timestamp(1) << 62);
    QTest::newRow("too little is minus 2^62") << -1e10 << -(Timestamp(1) << 62);
    QTest::newRow("no number is 0") << qQNaN() << Timestamp(0);
}

void TestRandom::roundsSeconds()
{
    QFETCH(double, seconds);
    QTEST(toNs(seconds), "ns");
}

void TestRandom::aConstantDrawsNothing()
{
    Stream stream(1, PathHash());
    Stream untouched = stream;
    QCOMPARE(draw(seconds(Duration::Kind::Constant, {-0.25}), stream), Timestamp(-250'000'000));
    QCOMPARE(stream.next(), untouched.next());
}

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
