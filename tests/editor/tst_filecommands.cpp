// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scenario/parser.h"
#include "ui/editor/codeedit.h"
#include "ui/editor/filecommands.h"

#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace awaitscope;
using editor::CodeEdit;
using editor::FileCommands;

namespace {

const QByteArray scenarioText = "{\"name\": \"x\", \"title\": \"X\",\n \"main\": [{\"sleep\": 1}]}";

} // namespace

class FileCommandsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("a.json"));
        m_edit = std::make_unique<CodeEdit>();
        m_commands = new FileCommands(*m_edit);
        m_edit->show();
    }

    void copyHasNoFileAndAnotherName()
    {
        QVERIFY(m_commands->open(QStringLiteral(":/scenarios/x.json"), scenarioText));
        QVERIFY(m_edit->isReadOnly());
        m_commands->duplicate();
        QVERIFY(!m_edit->isReadOnly());
        QVERIFY(m_commands->path().isEmpty());
        QVERIFY(!m_commands->isModified());
        const auto copy = scenario::parseScenario(m_commands->bytes());
        QCOMPARE(copy.value().name, QByteArray("x-copy"));
        QCOMPARE(copy.value().title, QStringLiteral("Copy of X"));
        QCOMPARE(copy.value().stepCount, 1U);
    }

    void brokenTextIsCopiedAsItIs()
    {
        QVERIFY(m_commands->open(m_path, "{\"name\": "));
        m_commands->duplicate();
        QCOMPARE(m_commands->bytes(), QByteArray("{\"name\": "));
    }

    void saveWritesTheFile()
    {
        QVERIFY(m_commands->open(m_path, scenarioText));
        type("[");
        QVERIFY(m_commands->isModified());
        QSignalSpy saved(m_commands, &FileCommands::savedAs);
        m_commands->save();
        QVERIFY(!m_commands->isModified());
        QCOMPARE(onDisk(), "[" + scenarioText);
        QCOMPARE(saved.count(), 0);
    }

    void saveThatFailsIsSaid()
    {
        const QString nowhere = m_folder->filePath(QStringLiteral("no/folder/a.json"));
        QVERIFY(m_commands->open(nowhere, scenarioText));
        type("[");
        QSignalSpy failed(m_commands, &FileCommands::failed);
        m_commands->save();
        QCOMPARE(failed.count(), 1);
        QVERIFY(m_commands->isModified());
    }

    void nothingIsAskedWithoutChanges()
    {
        QVERIFY(m_commands->open(m_path, scenarioText));
        bool left = false;
        m_commands->leave([&left] { left = true; });
        QVERIFY(left);
    }

    void changesAreAskedFor_data()
    {
        QTest::addColumn<int>("answer");
        QTest::addColumn<bool>("leaves");
        QTest::addColumn<bool>("saves");
        QTest::newRow("save") << int(QMessageBox::Save) << true << true;
        QTest::newRow("discard") << int(QMessageBox::Discard) << true << false;
        QTest::newRow("cancel") << int(QMessageBox::Cancel) << false << false;
    }

    void changesAreAskedFor()
    {
        QFETCH(const int, answer);
        QFETCH(const bool, leaves);
        QFETCH(const bool, saves);
        QVERIFY(m_commands->open(m_path, scenarioText));
        type("[");
        bool left = false;
        m_commands->leave([&left] { left = true; });
        QVERIFY(!left);
        auto *const question = m_edit->findChild<QMessageBox *>();
        QVERIFY(question);
        QVERIFY(question->text().contains(u"a.json"));
        question->button(QMessageBox::StandardButton(answer))->click();
        QCOMPARE(left, leaves);
        QCOMPARE(onDisk(), saves ? "[" + scenarioText : QByteArray("not there"));
        QCOMPARE(m_commands->isModified(), !leaves);
    }

    // What could not be saved is not left.
    void failedSaveStays()
    {
        QVERIFY(m_commands->open(m_folder->filePath(QStringLiteral("no/folder/a.json")), "{}"));
        type("[");
        bool left = false;
        m_commands->leave([&left] { left = true; });
        m_edit->findChild<QMessageBox *>()->button(QMessageBox::Save)->click();
        QVERIFY(!left);
        QVERIFY(m_commands->isModified());
    }

    void reloadTakesWhatIsInTheFile()
    {
        QVERIFY(m_commands->open(m_path, scenarioText));
        type("[");
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write("{}"), 2);
        file.close();
        QSignalSpy reloaded(m_commands, &FileCommands::reloaded);
        m_commands->reload();
        QCOMPARE(reloaded.count(), 1);
        QCOMPARE(m_commands->bytes(), QByteArray("{}"));
        QVERIFY(!m_commands->isModified());
    }

private:
    void type(const char *keys)
    {
        m_edit->goTo(0);
        QTest::keyClicks(m_edit.get(), QString::fromLatin1(keys));
    }

    [[nodiscard]] QByteArray onDisk() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<CodeEdit> m_edit;
    FileCommands *m_commands = nullptr;
};

QTEST_MAIN(FileCommandsTest)
#include "tst_filecommands.moc"
