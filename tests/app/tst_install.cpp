// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// Installs the build into a folder of its own, and looks at what is there with the programs that
/// desktops look at it with.
class InstallTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        const QByteArray said = call(QStringLiteral(CMAKE_PROGRAM),
                                     {QStringLiteral("--install"), QStringLiteral(BUILD_FOLDER),
                                      QStringLiteral("--prefix"), path({})});
        QVERIFY2(m_isOk, said);
    }

    void everythingHasItsPlace_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *const file : {"bin/awaitscope", "share/applications/awaitscope.desktop",
                                       "share/icons/hicolor/scalable/apps/awaitscope.svg",
                                       "share/metainfo/org.awaitscope.awaitscope.metainfo.xml",
                                       "share/mime/packages/awaitscope-mime.xml",
                                       "share/licenses/awaitscope/GPL-3.0-or-later.txt",
                                       "share/licenses/awaitscope/MIT.txt"}) {
            QTest::newRow(file) << QString::fromLatin1(file);
        }
    }

    void everythingHasItsPlace()
    {
        QFETCH(const QString, file);
        QVERIFY(QFileInfo(path(file)).size() > 0);
    }

    void theGalleryIsWhole()
    {
        const auto scenarios = [](const QString &folder) {
            return QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files);
        };
        const QStringList installed = scenarios(path(QStringLiteral("share/awaitscope/scenarios")));
        QVERIFY(installed.size() >= 15);
        QCOMPARE(installed, scenarios(QStringLiteral(RESOURCES "/scenarios")));
    }

    void theProgramRunsWhatIsInstalled()
    {
        const QString picture = m_root.filePath(QStringLiteral("run.svg"));
        const QByteArray table =
            call(path(QStringLiteral("bin/awaitscope")),
                 {QStringLiteral("run"),
                  path(QStringLiteral("share/awaitscope/scenarios/semaphore.json")),
                  QStringLiteral("-o"), picture});
        QVERIFY2(m_isOk && table.contains("infer"), table);
        QVERIFY(QFileInfo(picture).size() > 0);
    }

    void theVersionsAgree()
    {
        QFile metadata(
            path(QStringLiteral("share/metainfo/org.awaitscope.awaitscope.metainfo.xml")));
        QVERIFY(metadata.open(QIODevice::ReadOnly));
        QVERIFY(metadata.readAll().contains("<release version=\"" VERSION "\""));
    }

    void theDesktopEntryIsValid()
    {
        const QByteArray said =
            call(QStringLiteral("desktop-file-validate"),
                 {path(QStringLiteral("share/applications/awaitscope.desktop"))});
        QVERIFY2(m_isOk, said);
    }

    void theMetadataAreValid()
    {
        const QByteArray said =
            call(QStringLiteral("appstreamcli"),
                 {QStringLiteral("validate-tree"), QStringLiteral("--no-net"), m_root.path()});
        QVERIFY2(m_isOk, said);
    }

private:
    [[nodiscard]] QString path(const QString &file) const
    {
        return m_root.filePath(QStringLiteral("usr/") + file);
    }

    /// What it wrote, errors too.
    QByteArray call(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        m_isOk = process.waitForFinished() && process.exitStatus() == QProcess::NormalExit
            && process.exitCode() == 0;
        return process.readAll() + process.errorString().toLocal8Bit();
    }

    bool m_isOk = false; // whether the last call succeeded
    QTemporaryDir m_root;
};

QTEST_GUILESS_MAIN(InstallTest)
#include "tst_install.moc"
