// SPDX-License-Identifier: MIT
#pragma once

#include "engine/formats/eventbytes.h"
#include "engine/formats/readtrace.h"
#include "engine/trace/spanbuilder.h"

#include <QDateTime>
#include <QSqlDatabase>

/// A recording (`.awaitscope`) is an SQLite file of a run or a trace: the tables `runs`, `tasks`,
/// `resources`, `event_chunks`, `texts` and `lists` (README.md describes them), with 1 as
/// `user_version`.
namespace awaitscope::formats {

/// What a recording says of the run as a whole.
struct RecordedRun
{
    QString title;
    QByteArray runSpec; ///< text of the .run.json; empty: the trace is not one of a run
};

/// Writes a recording, all at once or while a run goes on. To be used by one thread.
class RecordingWriter
{
public:
    enum class Mode : quint8 {
        Whole, ///< in the end; without close() nothing of worth is left
        Live, ///< what was added is safe as soon as add() returns, whatever becomes of the program
    };

    /// @p store outlives it. A file that is there is replaced. If @p progress gives up, what is
    /// being added is not.
    RecordingWriter(const QString &fileName, const trace::TraceStore &store, Mode mode,
                    Progress progress = {});
    ~RecordingWriter();
    Q_DISABLE_COPY_MOVE(RecordingWriter)

    /// Adds what is new in the store. Returns what went wrong.
    [[nodiscard]] std::optional<scenario::Problem> add(const RecordedRun &run);

private:
    [[nodiscard]] bool open(Mode mode);
    [[nodiscard]] bool write(const RecordedRun &run);
    void findReferences();
    [[nodiscard]] bool writeTexts();
    [[nodiscard]] bool writeLists();
    [[nodiscard]] bool writeResources();
    [[nodiscard]] bool writeTasks();
    [[nodiscard]] bool writeEvents();
    [[nodiscard]] bool writeRun(const RecordedRun &run);
    [[nodiscard]] bool execute(const QString &statement);
    [[nodiscard]] scenario::Problem problem() const;

    QString m_fileName;
    const trace::TraceStore &m_store;
    trace::SpanBuilder m_spans;
    QString m_connection;
    QSqlDatabase m_database;
    QString m_error;
    QDateTime m_addedAt; // what happened until then is in the file
    Mode m_mode;
    Progress m_progress;
    References m_references; // of what there is to write
    quint32 m_texts = 1; // written; 0 is the empty text
    quint32 m_lists = 1;
    quint16 m_resources = 0;
    quint64 m_events = 0;
    quint64 m_iteration = 0; // of the last event that was written
};

/// How long (ms) a run may go on until its recording is saved again, after it went on for
/// @p wentOn and took @p saving to be saved. What happens meanwhile is safe only when the next
/// saving is over, and that takes the longer the more has happened: so that a kill at any moment
/// loses a second at most, a run that makes much is saved often. At first: (0, 0).
[[nodiscard]] qint64 msToNextSaving(qint64 wentOn, qint64 saving);

/// Writes a recording: completely, or not at all (if @p progress gives up, too). Returns what went
/// wrong.
[[nodiscard]] std::optional<scenario::Problem> writeRecording(const QString &fileName,
                                                              const trace::TraceStore &store,
                                                              const RecordedRun &run,
                                                              const Progress &progress = {});

/// Whether a file begins as every SQLite file does.
[[nodiscard]] bool isRecording(const QString &fileName);

/// Reads a recording, also one that is being written, or whose writer was killed. To be called by
/// any thread; the store belongs to that one. A problem says what is wrong where in the file.
[[nodiscard]] scenario::Result<ReadTrace> readRecording(const QString &fileName,
                                                        const Progress &progress = {});

} // namespace awaitscope::formats
