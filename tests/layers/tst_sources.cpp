// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/sourcefile.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace awaitscope::tests;

namespace {

constexpr qsizetype mostLines = 350; // of a file
constexpr int mostFunctionLines = 60; // from brace to brace

const QString mit = QStringLiteral("MIT");
const QString gpl = QStringLiteral("GPL-3.0-or-later");

[[nodiscard]] std::vector<SourceFile> codeIn(const QString &folder)
{
    return sourceFiles(folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")});
}

[[nodiscard]] QStringList withoutLicence(const std::vector<SourceFile> &files,
                                         const QStringList &licences)
{
    QStringList wrong;
    for (const SourceFile &file : files) {
        // The first line of a script names its interpreter.
        const int line = file.lines.value(0).startsWith(QStringLiteral("#!")) ? 2 : 1;
        const QString text = file.lines.value(line - 1);
        const QString licence = text.section(QStringLiteral(" SPDX-License-Identifier: "), 1);
        if (!licences.contains(licence)) {
            wrong += found(file, line, text);
        }
    }
    return wrong;
}

[[nodiscard]] QStringList tooLong(const std::vector<SourceFile> &files)
{
    QStringList wrong;
    for (const SourceFile &file : files) {
        if (file.lines.size() > mostLines) {
            wrong += found(file, 1, QStringLiteral("%1 lines").arg(file.lines.size()));
        }
        for (const Function &function : functionsOf(file)) {
            if (function.length > mostFunctionLines) {
                wrong += found(file, function.line,
                               QStringLiteral("a function of %1 lines").arg(function.length));
            }
        }
    }
    return wrong;
}

// A file of these lines, and of `count` more in between.
[[nodiscard]] SourceFile fileOf(const QStringList &before, qsizetype count = 0,
                                const QStringList &after = {})
{
    SourceFile file{QStringLiteral("a.cpp"), before};
    for (qsizetype i = 0; i < count; ++i) {
        file.lines += QStringLiteral("    step();");
    }
    file.lines += after;
    return file;
}

} // namespace

class SourcesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void topLevelIsFixed()
    {
        QFile ignored(QStringLiteral(PROJECT_FOLDER "/.gitignore"));
        QVERIFY(ignored.open(QIODevice::ReadOnly));
        const QStringList products =
            QString::fromUtf8(ignored.readAll()).remove(QLatin1Char('/')).split(QLatin1Char('\n'));
        QStringList entries =
            QDir(QStringLiteral(PROJECT_FOLDER)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
        entries.removeIf([&](const QString &entry) { return products.contains(entry); });
        entries.sort();
        QCOMPARE(entries.join(QLatin1Char(' ')),
                 QStringLiteral("CMakeLists.txt README.md app engine resources tests ui"));
    }

    void filesNameTheirLicence_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QStringList>("licences");
        QTest::newRow("the engine is MIT") << QStringLiteral("engine") << QStringList{mit};
        QTest::newRow("the window is GPL") << QStringLiteral("ui") << QStringList{gpl};
        QTest::newRow("the program is GPL") << QStringLiteral("app") << QStringList{gpl};
        QTest::newRow("tests are as what they test") << QStringLiteral("tests") << QStringList{mit, gpl};
    }

    void filesNameTheirLicence()
    {
        QFETCH(QString, folder);
        QFETCH(QStringList, licences);
        const auto files = sourceFiles(folder,
                                       {QStringLiteral("*.h"), QStringLiteral("*.cpp"),
                                        QStringLiteral("CMakeLists.txt"), QStringLiteral("*.py"),
                                        QStringLiteral("run"), QStringLiteral("makegolden")});
        QVERIFY(files.size() > 10);
        QCOMPARE(withoutLicence(files, licences).join(QLatin1Char('\n')), QString());
    }

    void whatIncludesTheWindowIsGplToo()
    {
        std::vector<SourceFile> files = codeIn(QStringLiteral("tests"));
        std::erase_if(files, [](const SourceFile &file) {
            return std::ranges::none_of(includesOf(file), [](const Include &include) {
                return include.name.startsWith(QStringLiteral("ui/"))
                    || include.name.startsWith(QStringLiteral("app/"));
            });
        });
        QVERIFY(files.size() > 10);
        QCOMPARE(withoutLicence(files, {gpl}).join(QLatin1Char('\n')), QString());
    }

    void filesAndFunctionsAreShort_data()
    {
        QTest::addColumn<QString>("folder");
        for (const char *const folder : {"engine", "ui", "app", "tests"}) {
            QTest::newRow(folder) << QString::fromLatin1(folder);
        }
    }

    void filesAndFunctionsAreShort()
    {
        QFETCH(QString, folder);
        const std::vector<SourceFile> files = codeIn(folder);
        QVERIFY(files.size() > 10);
        QCOMPARE(tooLong(files).join(QLatin1Char('\n')), QString());
    }

    void functionsAreSeenInEveryFile()
    {
        std::size_t functions = 0;
        for (const SourceFile &file : codeIn(QStringLiteral("engine"))) {
            functions += functionsOf(file).size();
        }
        QVERIFY(functions > 500);
    }

    void missingLicenceIsFound()
    {
        const auto wrong = [](const char *first, const char *second) {
            return withoutLicence(
                       {fileOf({QString::fromLatin1(first), QString::fromLatin1(second)})}, {mit})
                .size();
        };
        QCOMPARE(wrong("// SPDX-License-Identifier: MIT", "#pragma once"), 0);
        QCOMPARE(wrong("#!/bin/sh", "# SPDX-License-Identifier: MIT"), 0);
        QCOMPARE(wrong("// SPDX-License-Identifier: GPL-3.0-or-later", ""), 1);
        QCOMPARE(wrong("#pragma once", "// SPDX-License-Identifier: MIT"), 1);
        QCOMPARE(wrong("", ""), 1);
    }

    void longFileIsFound()
    {
        QCOMPARE(tooLong({fileOf({}, mostLines)}), QStringList());
        QCOMPARE(tooLong({fileOf({}, mostLines + 1)}),
                 QStringList(QStringLiteral("a.cpp:1: 351 lines")));
    }

    void longFunctionIsFound_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QStringList>("after");
        const auto add = [](const char *name, const QByteArray &before, const QByteArray &after) {
            const auto lines = [](const QByteArray &text) {
                return QString::fromLatin1(text).split(QLatin1Char('\n'));
            };
            QTest::newRow(name) << lines(before) << lines(after);
        };
        add("a function", "void run()\n{", "}");
        add("a member", "int Run::count(int a,\n               int b) const\n{", "}");
        add("a constructor", "Run::Run(int a)\n    : m_a(a)\n    , m_b(0)\n{", "}");
        add("in a namespace", "namespace {\n\n    void run()\n    {", "    }\n\n}");
        add("in a class", "class Run final : public Base\n{\npublic:\n    void run()\n    {",
            "    }\n};");
        add("with a block in it", "void run()\n{\n    if (a) {\n    }", "}");
    }

    void longFunctionIsFound()
    {
        QFETCH(QStringList, before);
        QFETCH(QStringList, after);
        QCOMPARE(tooLong({fileOf(before, 50, after)}), QStringList());
        QCOMPARE(tooLong({fileOf(before, 60, after)}).size(), 1);
    }

    void longClassIsNoFunction()
    {
        const QStringList head{QStringLiteral("class Run final : public Base"),
                               QStringLiteral("{")};
        QCOMPARE(tooLong({fileOf(head, 100, {QStringLiteral("};")})}), QStringList());
    }
};

QTEST_GUILESS_MAIN(SourcesTest)
#include "tst_sources.moc"
