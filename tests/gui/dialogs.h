// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QTest>
#include <QTimer>

namespace awaitscope::tests {

/// Types a file into the next file dialog and presses Return, as soon as one is there.
class DialogAnswer
{
public:
    explicit DialogAnswer(const QString &file)
    {
        QObject::connect(&m_look, &QTimer::timeout, &m_look, [this, file] { answer(file); });
        m_look.start(10);
    }

    /// How many were answered.
    [[nodiscard]] int dialogs() const { return m_dialogs; }

private:
    void answer(const QString &file)
    {
        auto *const dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (!dialog || !dialog->isActiveWindow()) {
            return;
        }
        m_look.stop();
        ++m_dialogs;
        auto *const name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        name->setText(file);
        QTest::keyClick(name, Qt::Key_Return);
    }

    QTimer m_look;
    int m_dialogs = 0;
};

} // namespace awaitscope::tests
