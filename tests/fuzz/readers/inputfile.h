// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdint>
#include <cstdio>

namespace awaitscope::tests {

/// The input of a fuzzer as a file, for readers that take nothing else. There is one a process.
class InputFile
{
public:
    InputFile() : m_name(m_folder.filePath(QStringLiteral("input"))) { }

    void write(const std::uint8_t *bytes, std::size_t size)
    {
        std::FILE *const file = std::fopen(m_name.toLocal8Bit().constData(), "wb");
        if (!file || std::fwrite(bytes, 1, size, file) != size || std::fclose(file) != 0) {
            qFatal("%s cannot be written", qPrintable(m_name));
        }
    }

    [[nodiscard]] const QString &name() const noexcept { return m_name; }

private:
    QTemporaryDir m_folder;
    QString m_name;
};

/// The application that drivers of databases ask for.
inline void startApplication()
{
    static int count = 1;
    static char name[] = "fuzzer";
    static char *arguments[] = {name, nullptr};
    static const QCoreApplication application(count, arguments);
}

} // namespace awaitscope::tests
