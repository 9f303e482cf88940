// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

namespace awaitscope::tests {

/// The main() of a test that shows a window; skips it aloud where there is no display.
template <class Test>
int runWithWindows(int argc, char *argv[])
{
    constexpr int skipped = 77; // SKIP_RETURN_CODE
    if (qEnvironmentVariableIsEmpty("DISPLAY")) {
        std::fputs("SKIP: there is no display; tests/run starts one (Xvfb)\n", stderr);
        return skipped;
    }
    // Neither finds nor changes what the user has settled.
    const QTemporaryDir settings;
    qputenv("XDG_CONFIG_HOME", settings.path().toLocal8Bit());
    QApplication::setStyle(QStringLiteral("Fusion"));
    const QApplication application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace awaitscope::tests
