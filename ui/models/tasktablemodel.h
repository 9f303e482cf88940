// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tracemodel.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <unordered_map>
#include <vector>

namespace awaitscope::models {

/// Texts that were met, numbered from 0 in the order of their first coming.
class TextRanks
{
public:
    [[nodiscard]] qint64 numberOf(trace::StringId text)
    {
        const auto [known, isNew] = m_numbers.try_emplace(text, qint64(m_texts.size()));
        if (isNew) {
            m_texts.push_back(text);
        }
        return known->second;
    }

    [[nodiscard]] const std::vector<trace::StringId> &texts() const noexcept { return m_texts; }

private:
    std::unordered_map<trace::StringId, qint64> m_numbers;
    std::vector<trace::StringId> m_texts;
};

/// One row a task, in the order of creation. Times in seconds of virtual time; those of live tasks
/// go on with the now line.
class TaskTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int {
        Task,
        State,
        Parent,
        Created,
        Waited,
        Worked,
        Total,
        Detail, ///< what it waits on, or why it ended
        Cancel,
        ColumnCount,
    };

    enum Role : int {
        TaskRole = Qt::UserRole, ///< the number of the task, uint
        AliveRole, ///< bool
        CanCancelRole, ///< bool
        CancelPendingRole, ///< bool
        StateRole, ///< int: TaskState of a live task
        OutcomeRole, ///< int: Outcome
    };

    explicit TaskTableModel(QObject *parent = nullptr);

    /// Null: no rows. Not owned.
    void setTrace(TraceModel *trace);
    /// Whether tasks that are alive can be cancelled.
    void setCanCancel(bool canCancel);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] static trace::TaskId taskAt(const QModelIndex &index);

    [[nodiscard]] TraceModel *trace() const { return m_trace; }

    // For who sorts the rows, of which there may be very many: numbers in the order of a column.

    /// Of one row. What it has a text for gets a number of @p texts, which becomes one by ranked()
    /// once all texts are known.
    [[nodiscard]] qint64 sortNumber(trace::TaskId task, Column column, TextRanks &texts) const;
    /// The place of each of the texts, in the order of the alphabet.
    [[nodiscard]] std::vector<qint64> ranksOf(const TextRanks &texts) const;
    [[nodiscard]] static qint64 ranked(qint64 number, const std::vector<qint64> &ranks);

private:
    void addTasks(quint32 first, quint32 count);
    void changeTasks(const std::vector<trace::TaskId> &tasks);
    void changeTimes();
    [[nodiscard]] QVariant text(trace::TaskId task, Column column) const;
    [[nodiscard]] trace::Timestamp time(const trace::TaskLife &life, Column column) const;
    [[nodiscard]] QString detail(const trace::TaskLife &life) const;
    [[nodiscard]] qint64 detailNumber(const trace::TaskLife &life, TextRanks &texts) const;
    [[nodiscard]] QString waitDetail(const trace::TaskLife &life) const;

    QPointer<TraceModel> m_trace;
    int m_rows = 0;
    bool m_canCancel = true;
};

} // namespace awaitscope::models
