// SPDX-License-Identifier: MIT
#include "engine/formats/eventbytes.h"
#include "engine/formats/eventnames.h"
#include "engine/formats/recording.h"

#include <QCoreApplication>
#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <QUuid>
#include <QVariant>
#include <QtEndian>

#include <algorithm>
#include <vector>

namespace awaitscope::formats {

using scenario::Problem;
using trace::TaskEvent;
using trace::TaskId;

namespace {

    class Words
    {
        Q_DECLARE_TR_FUNCTIONS(awaitscope::formats::RecordingReader)
    };

    constexpr int formatVersion = 1;
    constexpr qint64 mostTasks = 100'000'000;

    [[noreturn]] void refuse(const QString &message)
    {
        throw Problem{{}, {}, {}, message};
    }

    /// Reads one file; what is wrong with it is thrown.
    class Reader
    {
    public:
        Reader(const QSqlDatabase &database, const Progress &progress)
            : m_database(database), m_progress(progress)
        { }

        [[nodiscard]] ReadTrace read()
        {
            ReadTrace trace;
            trace.store = std::make_unique<trace::TraceStore>();
            m_store = trace.store.get();
            checkVersion();
            checkTables();
            readRun(trace);
            readTexts();
            readLists();
            readResources();
            readTasks();
            readEvents();
            return trace;
        }

    private:
        [[nodiscard]] QSqlQuery query(const QString &statement) const
        {
            QSqlQuery query(m_database);
            query.setForwardOnly(true);
            if (!query.exec(statement)) {
                refuse(Words::tr("is damaged: %1").arg(query.lastError().text().simplified()));
            }
            return query;
        }

        void checkVersion() const
        {
            QSqlQuery version = query(QStringLiteral("PRAGMA user_version"));
            const int number = version.next() ? version.value(0).toInt() : 0;
            if (number > formatVersion) {
                refuse(Words::tr("was recorded by a newer Awaitscope (version %1 of the format, "
                                 "this one reads 1): update Awaitscope")
                           .arg(number));
            }
            if (number != formatVersion) {
                refuse(Words::tr("is a database, but no recording"));
            }
        }

        // Nothing but plain tables is read: a view could compute for ever.
        void checkTables() const
        {
            for (const char *const name :
                 {"runs", "texts", "lists", "resources", "tasks", "event_chunks"}) {
                QSqlQuery found = query(
                    QStringLiteral("SELECT sql FROM sqlite_master WHERE type = 'table' AND "
                                   "name = '%1' AND sql LIKE 'CREATE TABLE %' AND sql NOT LIKE "
                                   "'%GENERATED%' AND sql NOT LIKE '% AS %'")
                        .arg(QLatin1String(name)));
                if (!found.next()) {
                    refuse(Words::tr("has no table %1").arg(QLatin1String(name)));
                }
            }
        }

        void readRun(ReadTrace &trace)
        {
            QSqlQuery run =
                query(QStringLiteral("SELECT id, title, spec, events FROM runs LIMIT 1"));
            if (!run.next()) {
                refuse(Words::tr("has no run: its recording was stopped before it began"));
            }
            m_run = run.value(0).toLongLong();
            trace.title = run.value(1).toString();
            trace.runSpec = run.value(2).toString().toUtf8();
            m_events = std::max<qint64>(run.value(3).toLongLong(), 1);
        }

        [[nodiscard]] QSqlQuery rows(const char *columns, const char *table,
                                     const char *order) const
        {
            return query(QStringLiteral("SELECT %1 FROM %2 WHERE run = %3 ORDER BY %4")
                             .arg(QLatin1String(columns), QLatin1String(table))
                             .arg(m_run)
                             .arg(QLatin1String(order)));
        }

        /// The number of the row, which has to be the next one.
        static void expect(const QSqlQuery &row, qint64 number, const char *table)
        {
            if (row.value(0).toLongLong() != number) {
                refuse(Words::tr("has number %1 in the table %2 where %3 is expected")
                           .arg(row.value(0).toString(), QLatin1String(table))
                           .arg(number));
            }
        }

        void readTexts()
        {
            QSqlQuery row = rows("id, text", "texts", "id");
            for (; row.next(); ++m_texts) {
                expect(row, m_texts, "texts");
                if (m_store->intern(row.value(1).toString().toStdString()).value != m_texts) {
                    refuse(Words::tr("has a text twice: number %1").arg(m_texts));
                }
            }
        }

        void readLists()
        {
            QSqlQuery row = rows("id, numbers", "lists", "id");
            for (; row.next(); ++m_lists) {
                expect(row, m_lists, "lists");
                const QByteArray bytes = row.value(1).toByteArray();
                std::vector<quint32> numbers;
                for (qsizetype at = 0; at + 4 <= bytes.size(); at += 4) {
                    numbers.push_back(qFromLittleEndian<quint32>(bytes.constData() + at));
                }
                if (numbers.empty() || bytes.size() % 4 != 0) {
                    refuse(Words::tr("has a list that is none: number %1").arg(m_lists));
                }
                m_store->addList(numbers);
            }
        }

        void readResources()
        {
            QSqlQuery row = rows("id, name, kind, slots", "resources", "id");
            for (qint64 number = 1; row.next(); ++number) {
                expect(row, number, "resources");
                if (number > std::numeric_limits<quint16>::max()) {
                    refuse(Words::tr("has too many resources"));
                }
                trace::ResourceInfo info{textId(row.value(1)), trace::ResourceKind::Semaphore,
                                         row.value(3).toLongLong()};
                for (const auto kind :
                     {trace::ResourceKind::Semaphore, trace::ResourceKind::Lock,
                      trace::ResourceKind::Event, trace::ResourceKind::Queue,
                      trace::ResourceKind::Condition, trace::ResourceKind::Barrier}) {
                    if (row.value(2).toString() == QLatin1String(nameOf(kind))) {
                        info.kind = kind;
                    }
                }
                m_store->addResource(info);
            }
        }

        void readTasks()
        {
            QSqlQuery row = rows("id, parent, template", "tasks", "id");
            for (qint64 number = 1; row.next(); ++number) {
                expect(row, number, "tasks");
                const qint64 parent = row.value(1).toLongLong();
                if (parent < 0 || parent >= number || number > mostTasks) {
                    refuse(
                        Words::tr("has a task with a parent that is none: number %1").arg(number));
                }
                m_store->addTask(TaskId(quint32(parent)), textId(row.value(2)));
            }
            m_isCreated.resize(m_store->taskCount());
        }

        // Names are among the texts, or become so behind them.
        [[nodiscard]] trace::StringId textId(const QVariant &text) const
        {
            return m_store->intern(text.toString().toStdString());
        }

        void readEvents()
        {
            QSqlQuery row = rows("first, count, turns, events", "event_chunks", "first");
            while (row.next()) {
                expect(row, qint64(m_store->eventCount()), "event_chunks");
                const QByteArray events = row.value(3).toByteArray();
                if (events.size() % eventSize != 0
                    || events.size() / eventSize != row.value(1).toLongLong()) {
                    refuse(Words::tr("has a part of events that is cut off, from event %1")
                               .arg(m_store->eventCount()));
                }
                m_turns = row.value(2).toByteArray();
                m_turnAt = 0;
                for (qsizetype at = 0; at < events.size(); at += eventSize) {
                    takeEvent(eventAt(events.constData() + at));
                }
                const double part = double(m_store->eventCount()) / double(m_events);
                if (m_progress && !m_progress(std::clamp(part, 0.0, 1.0))) {
                    refuse(Words::tr("was not read to its end"));
                }
            }
        }

        void takeEvent(const TaskEvent &event)
        {
            const quint64 index = m_store->eventCount();
            constexpr qsizetype turnSize = 16;
            while (m_turnAt + turnSize <= m_turns.size()
                   && qFromLittleEndian<quint64>(m_turns.constData() + m_turnAt) <= index) {
                const auto iteration =
                    qFromLittleEndian<quint64>(m_turns.constData() + m_turnAt + 8);
                if (iteration < m_iteration) {
                    refuse(Words::tr("goes back to an earlier iteration at event %1").arg(index));
                }
                m_iteration = iteration;
                m_store->setIteration(iteration);
                m_turnAt += turnSize;
            }
            const bool isCreation = event.kind == trace::TaskEventKind::Created;
            bool isInOrder = event.time >= m_time && isSound(event, *m_store, m_texts, m_lists);
            if (isInOrder && event.task) {
                isInOrder = m_isCreated[event.task.value - 1] != isCreation;
                m_isCreated[event.task.value - 1] = true;
            }
            if (!isInOrder) {
                refuse(Words::tr("has an event that makes no sense: number %1").arg(index));
            }
            m_time = event.time;
            m_store->append(event);
        }

        const QSqlDatabase &m_database;
        const Progress &m_progress;
        trace::TraceStore *m_store = nullptr;
        qint64 m_run = 0;
        qint64 m_events = 1; // that there are to read, about
        quint32 m_texts = 1; // read
        quint32 m_lists = 1;
        QByteArray m_turns; // of the chunk in hand
        qsizetype m_turnAt = 0;
        quint64 m_iteration = 0;
        trace::Timestamp m_time = 0;
        std::vector<bool> m_isCreated;
    };

    [[nodiscard]] scenario::Result<ReadTrace> read(QSqlDatabase &database, const QString &fileName,
                                                   const Progress &progress)
    {
        try {
            if (!database.open()) {
                refuse(Words::tr("cannot be read: %1; name a readable file")
                           .arg(database.lastError().text().simplified()));
            }
            return Reader(database, progress).read();
        } catch (Problem &problem) {
            problem.file = fileName;
            return problem;
        }
    }

} // namespace

bool isRecording(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) && file.read(16) == QByteArray("SQLite format 3\0", 16);
}

scenario::Result<ReadTrace> readRecording(const QString &fileName, const Progress &progress)
{
    const QString connection = QUuid::createUuid().toString();
    scenario::Result<ReadTrace> result = Problem();
    {
        // Not read-only: what a killed writer left beside the file has to be taken in.
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(fileName);
        result = read(database, fileName, progress);
        database.close();
    }
    QSqlDatabase::removeDatabase(connection);
    return result;
}

} // namespace awaitscope::formats
