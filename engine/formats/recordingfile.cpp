// SPDX-License-Identifier: MIT
#include "engine/formats/recording.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace awaitscope::formats {

using scenario::Problem;

std::optional<Problem> writeRecording(const QString &fileName, const trace::TraceStore &store,
                                      const RecordedRun &run, const Progress &progress)
{
    const QString unfinished = fileName + QStringLiteral(".part");
    std::optional<Problem> wrong;
    bool isGivenUp = false;
    {
        RecordingWriter writer(unfinished, store, RecordingWriter::Mode::Whole, [&](double part) {
            isGivenUp = progress && !progress(part);
            return !isGivenUp;
        });
        wrong = writer.add(run);
    }
    if (isGivenUp) {
        QFile::remove(unfinished);
        return std::nullopt;
    }
    // Unlike that of Qt, this takes the place of a file that is there.
    if (!wrong
        && std::rename(QFile::encodeName(unfinished).constData(),
                       QFile::encodeName(fileName).constData())
            != 0) {
        wrong = Problem{{},
                        {},
                        {},
                        QCoreApplication::translate("awaitscope::formats::RecordingWriter",
                                                    "cannot be written: choose another file")};
    }
    if (wrong) {
        QFile::remove(unfinished);
        wrong->file = fileName;
    }
    return wrong;
}

} // namespace awaitscope::formats
