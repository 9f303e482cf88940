// SPDX-License-Identifier: MIT
#include "engine/formats/eventnames.h"
#include "engine/formats/recording.h"

#include <QCoreApplication>
#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>
#include <QtEndian>

#include <algorithm>

namespace awaitscope::formats {

using scenario::Problem;
using trace::TaskId;
using trace::TaskLife;

namespace {

    class Words
    {
        Q_DECLARE_TR_FUNCTIONS(awaitscope::formats::RecordingWriter)
    };

    constexpr quint64 chunkEvents = 16384; // 512 KiB

    constexpr const char *schema[] = {
        "PRAGMA application_id = 1098347363", // "Awsc"
        "PRAGMA user_version = 1",
        "CREATE TABLE runs (id INTEGER PRIMARY KEY, title TEXT, spec TEXT, now_ns INTEGER, "
        "events INTEGER, saved_at TEXT)",
        "CREATE TABLE texts (run INTEGER, id INTEGER, text TEXT, PRIMARY KEY (run, id)) "
        "WITHOUT ROWID",
        "CREATE TABLE lists (run INTEGER, id INTEGER, numbers BLOB, PRIMARY KEY (run, id)) "
        "WITHOUT ROWID",
        "CREATE TABLE resources (run INTEGER, id INTEGER, name TEXT, kind TEXT, slots INTEGER, "
        "PRIMARY KEY (run, id)) WITHOUT ROWID",
        "CREATE TABLE tasks (run INTEGER, id INTEGER, parent INTEGER, path TEXT, template TEXT, "
        "created_ns INTEGER, started_ns INTEGER, ended_ns INTEGER, outcome TEXT, error TEXT, "
        "waiting_ns INTEGER, working_ns INTEGER, PRIMARY KEY (run, id)) WITHOUT ROWID",
        "CREATE TABLE event_chunks (run INTEGER, first INTEGER, count INTEGER, begin_ns INTEGER, "
        "end_ns INTEGER, turns BLOB, events BLOB, PRIMARY KEY (run, first))",
    };

    [[nodiscard]] QString textOf(std::string_view text)
    {
        return QString::fromUtf8(text.data(), qsizetype(text.size()));
    }

    [[nodiscard]] QVariant timeOf(trace::Timestamp time)
    {
        return time < 0 ? QVariant() : QVariant(time);
    }

    template <typename Number>
    void append(QByteArray &bytes, Number number)
    {
        const Number packed = qToLittleEndian(number);
        bytes.append(reinterpret_cast<const char *>(&packed), sizeof packed);
    }

} // namespace

RecordingWriter::RecordingWriter(const QString &fileName, const trace::TraceStore &store, Mode mode,
                                 Progress progress)
    : m_fileName(fileName)
    , m_store(store)
    , m_spans(store)
    , m_connection(QUuid::createUuid().toString())
    , m_mode(mode)
    , m_progress(std::move(progress))
{ }

RecordingWriter::~RecordingWriter()
{
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

std::optional<Problem> RecordingWriter::add(const RecordedRun &run)
{
    if (m_events < m_store.firstEvent()) {
        return Problem{m_fileName,
                       {},
                       {},
                       Words::tr("a recording would lack the oldest %1 events, which were let go; "
                                 "save the run (.run.json), which plays all of them again, or "
                                 "record it from its start")
                           .arg(m_store.firstEvent() - m_events)};
    }
    m_addedAt = QDateTime::currentDateTimeUtc();
    m_spans.update();
    if ((!m_database.isOpen() && !open(m_mode)) || !m_database.transaction() || !write(run)
        || !m_database.commit()) {
        return problem();
    }
    // What is in the log beside the file moves into it: it stays short.
    if (m_mode == Mode::Live && !execute(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)"))) {
        return problem();
    }
    return std::nullopt;
}

bool RecordingWriter::open(Mode mode)
{
    for (const char *const beside : {"", "-wal", "-shm", "-journal"}) {
        QFile::remove(m_fileName + QLatin1String(beside));
    }
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    m_database.setDatabaseName(m_fileName);
    if (!m_database.open()) {
        return false;
    }
    const bool isReady = mode == Mode::Live ? execute(QStringLiteral("PRAGMA journal_mode = WAL"))
            && execute(QStringLiteral("PRAGMA synchronous = NORMAL"))
                                            : execute(QStringLiteral("PRAGMA journal_mode = OFF"));
    return isReady && std::ranges::all_of(schema, [this](const char *statement) {
               return execute(QLatin1String(statement));
           });
}

bool RecordingWriter::write(const RecordedRun &run)
{
    findReferences();
    return writeTexts() && writeLists() && writeResources() && writeTasks() && writeEvents()
        && writeRun(run);
}

void RecordingWriter::findReferences()
{
    for (quint64 i = m_events; i < m_store.eventCount(); ++i) {
        const trace::TaskEvent &event = m_store.event(i);
        noteReferences(event, m_store, m_references);
        if (event.kind == trace::TaskEventKind::Created) {
            m_references.noteText(m_store.task(event.task).name);
        }
    }
    for (quint16 i = m_resources; i < m_store.resourceCount(); ++i) {
        m_references.noteText(m_store.resource(trace::ResourceId(quint16(i + 1))).name);
    }
}

bool RecordingWriter::writeTexts()
{
    QSqlQuery query(m_database);
    query.prepare(QStringLiteral("INSERT INTO texts VALUES (1, ?, ?)"));
    for (; m_texts < m_references.texts; ++m_texts) {
        query.addBindValue(m_texts);
        query.addBindValue(textOf(m_store.text(trace::StringId(m_texts))));
        if (!query.exec()) {
            m_error = query.lastError().text();
            return false;
        }
    }
    return true;
}

bool RecordingWriter::writeLists()
{
    QSqlQuery query(m_database);
    query.prepare(QStringLiteral("INSERT INTO lists VALUES (1, ?, ?)"));
    for (; m_lists < m_references.lists; ++m_lists) {
        QByteArray numbers;
        for (const quint32 number : m_store.list(trace::ListId(m_lists))) {
            append(numbers, number);
        }
        query.addBindValue(m_lists);
        query.addBindValue(numbers);
        if (!query.exec()) {
            m_error = query.lastError().text();
            return false;
        }
    }
    return true;
}

bool RecordingWriter::writeResources()
{
    QSqlQuery query(m_database);
    query.prepare(QStringLiteral("INSERT INTO resources VALUES (1, ?, ?, ?, ?)"));
    while (m_resources < m_store.resourceCount()) {
        ++m_resources;
        const trace::ResourceInfo &resource = m_store.resource(trace::ResourceId(m_resources));
        query.addBindValue(m_resources);
        query.addBindValue(textOf(m_store.text(resource.name)));
        query.addBindValue(QLatin1String(nameOf(resource.kind)));
        query.addBindValue(resource.slotCount);
        if (!query.exec()) {
            m_error = query.lastError().text();
            return false;
        }
    }
    return true;
}

bool RecordingWriter::writeTasks()
{
    QSqlQuery query(m_database);
    query.prepare(
        QStringLiteral("INSERT OR REPLACE INTO tasks VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    std::vector<TaskId> changed = m_spans.takeChanged();
    std::ranges::sort(changed); // neighbours in the file
    ProgressCounter counter(m_progress, 2 * changed.size()); // the events come then
    for (const TaskId task : changed) {
        if (!counter.step()) {
            return false;
        }
        const trace::TaskInfo &info = m_store.task(task);
        const TaskLife &life = m_spans.life(task);
        query.addBindValue(task.value);
        query.addBindValue(info.parent.value);
        query.addBindValue(QString::fromUtf8(m_store.taskPath(task)));
        query.addBindValue(textOf(m_store.text(info.name)));
        query.addBindValue(life.created);
        query.addBindValue(timeOf(life.started));
        query.addBindValue(timeOf(life.ended));
        query.addBindValue(QLatin1String(nameOf(life.outcome)));
        query.addBindValue(life.error ? QVariant(textOf(m_store.text(life.error))) : QVariant());
        query.addBindValue(life.waited);
        query.addBindValue(life.worked);
        if (!query.exec()) {
            m_error = query.lastError().text();
            return false;
        }
    }
    return true;
}

bool RecordingWriter::writeEvents()
{
    QSqlQuery query(m_database);
    query.prepare(QStringLiteral("INSERT INTO event_chunks VALUES (1, ?, ?, ?, ?, ?, ?)"));
    while (m_events < m_store.eventCount()) {
        const quint64 last = std::min(m_events + chunkEvents, m_store.eventCount());
        QByteArray events;
        events.reserve(eventSize * qsizetype(last - m_events));
        for (quint64 i = m_events; i < last; ++i) {
            appendEvent(events, m_store.event(i));
        }
        // Pairs of numbers: an event, and the iteration from there on.
        QByteArray turns;
        for (quint64 i = m_events; i < last; ++i) {
            const quint64 iteration = m_store.iterationAfter(m_iteration, i);
            if (i == m_events || iteration != m_iteration) {
                append(turns, i);
                append(turns, iteration);
            }
            m_iteration = iteration;
        }
        query.addBindValue(m_events);
        query.addBindValue(last - m_events);
        query.addBindValue(m_store.event(m_events).time);
        query.addBindValue(m_store.event(last - 1).time);
        query.addBindValue(turns);
        query.addBindValue(events);
        if (!query.exec()) {
            m_error = query.lastError().text();
            return false;
        }
        m_events = last;
        const double part = double(last) / double(m_store.eventCount());
        if (m_progress && !m_progress((1 + part) / 2)) {
            return false;
        }
    }
    return true;
}

bool RecordingWriter::writeRun(const RecordedRun &run)
{
    QSqlQuery query(m_database);
    query.prepare(QStringLiteral("INSERT OR REPLACE INTO runs VALUES (1, ?, ?, ?, ?, ?)"));
    query.addBindValue(run.title);
    query.addBindValue(run.runSpec.isEmpty() ? QVariant()
                                             : QVariant(QString::fromUtf8(run.runSpec)));
    query.addBindValue(m_spans.lastTime());
    query.addBindValue(m_store.eventCount());
    query.addBindValue(m_addedAt.toString(Qt::ISODateWithMs));
    if (!query.exec()) {
        m_error = query.lastError().text();
        return false;
    }
    return true;
}

bool RecordingWriter::execute(const QString &statement)
{
    QSqlQuery query(m_database);
    if (!query.exec(statement)) {
        m_error = query.lastError().text();
        return false;
    }
    return true;
}

Problem RecordingWriter::problem() const
{
    const QString why = m_error.isEmpty() ? m_database.lastError().text() : m_error;
    return {m_fileName,
            {},
            {},
            Words::tr("cannot be written: %1; choose a folder that exists, that you may write to "
                      "and that has room")
                .arg(why.simplified())};
}

qint64 msToNextSaving(qint64 wentOn, qint64 saving)
{
    constexpr double safeMs = 900; // the rest of the second is for what savings differ in
    constexpr qint64 shortestMs = 20;
    constexpr qint64 firstMs = 100;
    if (wentOn <= 0) {
        return firstMs;
    }
    // Lost is what happened since one saving began: while it took, the run goes on, and the next
    // saving takes.
    return std::max(shortestMs, qint64(safeMs / (1 + 2 * double(saving) / double(wentOn))));
}

} // namespace awaitscope::formats
