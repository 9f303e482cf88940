// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/scenariofile.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using awaitscope::editor::ScenarioFile;

class ScenarioFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = std::make_unique<ScenarioFile>();
        m_path = m_folder->filePath(QStringLiteral("a.json"));
    }

    void textComesBackAsItWas_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("one line") << QByteArray("{}");
        QTest::newRow("a line end at the end") << QByteArray("{\n}\n");
        QTest::newRow("line ends of Windows") << QByteArray("{\r\n}\r\n");
        QTest::newRow("no-break spaces") << QByteArray("{\"a\": \"\xC2\xA0\"}");
        QTest::newRow("characters of two units") << QByteArray("{\"a\": \"\xF0\x9F\x98\x80\"}");
        QTest::newRow("nothing") << QByteArray();
    }

    void textComesBackAsItWas()
    {
        QFETCH(const QByteArray, bytes);
        const auto text = m_file->take(m_path, bytes);
        QVERIFY(text);
        QVERIFY(!text->contains(u'\r'));
        QCOMPARE(m_file->bytesOf(*text), bytes);
        QVERIFY(!m_file->write(m_path, *text));
        QCOMPARE(onDisk(), bytes);
    }

    // Qt takes these for ends of lines.
    void separatorsBecomeEscapes()
    {
        const auto text = m_file->take(m_path, "[\"\xE2\x80\xA8\xE2\x80\xA9\"]");
        QCOMPARE(*text, QStringLiteral(R"(["\u2028\u2029"])"));
    }

    void bytesThatAreNoTextAreRefused()
    {
        QVERIFY(m_file->take(m_path, "{}"));
        QVERIFY(!m_file->take(m_folder->filePath(QStringLiteral("b.json")), "\xFF\xFE"));
        QCOMPARE(m_file->path(), m_path);
    }

    void galleryIsReadOnly()
    {
        QVERIFY(m_file->take(QStringLiteral(":/scenarios/semaphore.json"), "{}"));
        QVERIFY(m_file->isReadOnly());
        QVERIFY(m_file->take(m_path, "{}"));
        QVERIFY(!m_file->isReadOnly());
        QVERIFY(m_file->take({}, "{}"));
        QVERIFY(!m_file->isReadOnly());
    }

    void fileThatCannotBeWrittenIsSaid()
    {
        QVERIFY(m_file->take(m_path, "{}"));
        const QString nowhere = m_folder->filePath(QStringLiteral("no/folder/b.json"));
        const auto problem = m_file->write(nowhere, QStringLiteral("{}"));
        QVERIFY(problem);
        QCOMPARE(problem->file, nowhere);
        QCOMPARE(m_file->path(), m_path);
        QVERIFY(!QFile::exists(nowhere));
    }

    void othersAreNoticed_data()
    {
        QTest::addColumn<bool>("replaces");
        QTest::newRow("one that writes into the file") << false;
        QTest::newRow("one that replaces the file") << true;
    }

    void othersAreNoticed()
    {
        QFETCH(const bool, replaces);
        write("{}");
        QVERIFY(m_file->take(m_path, "{}"));
        for (const QByteArray &bytes : {QByteArray("{\"a\": 1}"), QByteArray("{\"a\": 22}")}) {
            QSignalSpy spy(m_file.get(), &ScenarioFile::changedOutside);
            if (replaces) {
                write(bytes, QStringLiteral("new.json"));
                QVERIFY(QFile::remove(m_path));
                QVERIFY(QFile::rename(m_folder->filePath(QStringLiteral("new.json")), m_path));
            } else {
                write(bytes);
            }
            QTRY_COMPARE(spy.count(), 1);
            QCOMPARE(m_file->reload().value(), QString::fromUtf8(bytes));
        }
    }

    void removalIsNoticed()
    {
        write("{}");
        QVERIFY(m_file->take(m_path, "{}"));
        QSignalSpy spy(m_file.get(), &ScenarioFile::changedOutside);
        QVERIFY(QFile::remove(m_path));
        QTRY_COMPARE(spy.count(), 1);
        QVERIFY(!m_file->reload());
        QVERIFY(!m_file->write(m_path, QStringLiteral("{}")));
        QCOMPARE(onDisk(), QByteArray("{}"));
    }

    // Neither what it writes itself, nor what happens to other files beside it.
    void othersAreNotBlamed()
    {
        write("{}");
        QVERIFY(m_file->take(m_path, "{}"));
        QSignalSpy spy(m_file.get(), &ScenarioFile::changedOutside);
        QVERIFY(!m_file->write(m_path, QStringLiteral("[1]")));
        write("{}", QStringLiteral("other.json"));
        // Once this is noticed, the others would have been.
        ScenarioFile second;
        write("1");
        QVERIFY(second.take(m_path, "1"));
        QSignalSpy both(&second, &ScenarioFile::changedOutside);
        write("2");
        QTRY_COMPARE(both.count(), 1);
        QTRY_COMPARE(spy.count(), 1);
        QCOMPARE(m_file->reload().value(), QStringLiteral("2"));
    }

private:
    void write(const QByteArray &bytes, const QString &name = QStringLiteral("a.json"))
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    [[nodiscard]] QByteArray onDisk() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScenarioFile> m_file;
    QString m_path;
};

QTEST_GUILESS_MAIN(ScenarioFileTest)
#include "tst_scenariofile.moc"
