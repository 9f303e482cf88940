// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/sourcefile.h"

#include <QFileInfo>
#include <QLibraryInfo>
#include <QTest>

#include <algorithm>

using namespace awaitscope::tests;

namespace {

// Where includes may lead from the files of a folder, its folders included unless they are layers
// of their own.
struct Layer
{
    QString folder;
    QStringList project; // folders that may be included
    QStringList forbidden; // folders of these that may not
    QStringList modules; // of Qt
};

[[nodiscard]] QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

// From the outside to the inside: a file belongs to the last one that fits.
[[nodiscard]] const std::vector<Layer> &layers()
{
    const QStringList core{text("QtCore")};
    const QStringList gui{text("QtCore"), text("QtGui")};
    const QStringList loops{text("engine/loop/"), text("engine/task/"), text("engine/sync/")};
    static const std::vector<Layer> all{
        {text("app/"), {text("engine/"), text("ui/"), text("app/")}, {}, {}},
        {text("ui/"), {text("engine/"), text("ui/")}, loops, {}},
        {text("ui/timeline/"), {text("engine/"), text("ui/timeline/")}, loops, gui},
        {text("engine/"), {text("engine/")}, {text("engine/formats/")}, core},
        {text("engine/formats/"), {text("engine/")}, {}, {text("QtCore"), text("QtSql")}},
        {text("engine/trace/"), {text("engine/trace/"), text("engine/memory/")}, {}, core},
        {text("engine/memory/"), {text("engine/memory/")}, {}, core},
    };
    return all;
}

[[nodiscard]] const Layer *layerOf(const QString &path)
{
    const Layer *layer = nullptr;
    for (const Layer &candidate : layers()) {
        if (path.startsWith(candidate.folder)) {
            layer = &candidate;
        }
    }
    return layer;
}

[[nodiscard]] bool startsWithAny(const QString &name, const QStringList &beginnings)
{
    return std::ranges::any_of(beginnings,
                               [&](const QString &begin) { return name.startsWith(begin); });
}

// Whether a header of Qt is one of these modules.
[[nodiscard]] bool isOf(const QStringList &modules, const QString &header)
{
    const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    return std::ranges::any_of(modules, [&](const QString &module) {
        return header.startsWith(module + QLatin1Char('/'))
            || QFileInfo::exists(headers + QLatin1Char('/') + module + QLatin1Char('/') + header);
    });
}

[[nodiscard]] bool isAllowed(const QString &path, const Include &include)
{
    const Layer &layer = *layerOf(path);
    if (include.isQuoted) {
        return startsWithAny(include.name, layer.project)
            && !startsWithAny(include.name, layer.forbidden);
    }
    if (include.name.startsWith(text("QCoro"))) {
        return path == text("engine/task/coro.h");
    }
    const bool isQt = include.name.startsWith(QLatin1Char('Q'));
    return !isQt || layer.modules.isEmpty() || isOf(layer.modules, include.name);
}

[[nodiscard]] QStringList forbiddenIncludes(const std::vector<SourceFile> &files)
{
    QStringList wrong;
    for (const SourceFile &file : files) {
        for (const Include &include : includesOf(file)) {
            if (!isAllowed(file.path, include)) {
                wrong += found(file, include.line, include.name);
            }
        }
    }
    return wrong;
}

} // namespace

class LayersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void includesKeepToTheirLayer_data()
    {
        QTest::addColumn<QString>("folder");
        for (const char *const folder : {"engine", "ui", "app"}) {
            QTest::newRow(folder) << text(folder);
        }
    }

    void includesKeepToTheirLayer()
    {
        QFETCH(QString, folder);
        const auto files = sourceFiles(folder, {text("*.h"), text("*.cpp")});
        QVERIFY(files.size() > 10);
        QCOMPARE(forbiddenIncludes(files).join(QLatin1Char('\n')), QString());
    }

    void forbiddenIncludeIsFound_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("include");
        const auto add = [](const char *name, const char *path, const char *include) {
            QTest::newRow(name) << text(path) << text(include);
        };
        add("the engine does not know the window", "engine/run/run.h", "\"ui/actions.h\"");
        add("the engine does not paint", "engine/run/run.cpp", "<QPainter>");
        add("nor by the module's name", "engine/run/run.cpp", "<QtGui/QPainter>");
        add("the engine has no widgets", "engine/loop/eventloop.h", "<QtWidgets>");
        add("the engine writes no formats", "engine/run/run.h", "\"engine/formats/eventlog.h\"");
        add("formats do not paint", "engine/formats/eventlog.h", "<QImage>");
        add("a trace knows nothing of what it records", "engine/trace/recorder.h",
            "\"engine/task/task.h\"");
        add("one file knows QCoro", "engine/task/sleep.h", "<QCoroTask>");
        add("the window does not know the loop", "ui/mainwindow.cpp",
            "\"engine/loop/eventloop.h\"");
        add("nor tasks", "ui/models/tracemodel.h", "\"engine/task/task.h\"");
        add("nor locks", "ui/panels/taskdetails.cpp", "\"engine/sync/semaphore.h\"");
        add("the window does not know the program", "ui/mainwindow.cpp", "\"app/session.h\"");
        add("the timeline has no widgets", "ui/timeline/painter.cpp", "<QWidget>");
        add("the timeline does not know who shows it", "ui/timeline/painter.cpp",
            "\"ui/widgets/timelinewidget.h\"");
        add("the program does not know its tests", "app/session.cpp",
            "\"tests/gui/shownwindow.h\"");
        add("a path is rooted at the project", "app/session.cpp", "\"session.h\"");
    }

    void forbiddenIncludeIsFound()
    {
        QFETCH(QString, path);
        QFETCH(QString, include);
        const SourceFile file{path, {text("#pragma once"), text("#include ") + include}};
        const QString name = include.mid(1, include.size() - 2);
        QCOMPARE(forbiddenIncludes({file}), QStringList(found(file, 2, name)));
    }

    void allowedIncludeIsLeftAlone_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("include");
        const auto add = [](const char *name, const char *path, const char *include) {
            QTest::newRow(name) << text(path) << text(include);
        };
        add("the standard library", "engine/trace/ids.h", "<compare>");
        add("Qt's core", "engine/trace/tracestore.h", "<QObject>");
        add("its own layer", "engine/run/run.h", "\"engine/trace/tracestore.h\"");
        add("QCoro, in its place", "engine/task/coro.h", "<QCoroTask>");
        add("a database, for recordings", "engine/formats/eventlog.cpp", "<QSqlDatabase>");
        add("shapes, on the timeline", "ui/timeline/painter.cpp", "<QPainter>");
        add("widgets, in the window", "ui/mainwindow.cpp", "<QLabel>");
        add("the run, in the window", "ui/mainwindow.cpp", "\"engine/run/run.h\"");
        add("the window, in the program", "app/session.cpp", "\"ui/mainwindow.h\"");
    }

    void allowedIncludeIsLeftAlone()
    {
        QFETCH(QString, path);
        QFETCH(QString, include);
        const SourceFile file{path, {text("#include ") + include}};
        QCOMPARE(includesOf(file).size(), std::size_t(1));
        QCOMPARE(forbiddenIncludes({file}), QStringList());
    }
};

QTEST_GUILESS_MAIN(LayersTest)
#include "tst_layers.moc"
