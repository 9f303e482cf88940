// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/recording.h"
#include "engine/run/run.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace awaitscope::exporting {

/// Records a run while it goes on: what happened until a second ago is in the file, whatever
/// becomes of the program. It has all of it, also of a run that lets its oldest events go.
class LiveRecording final : public QObject
{
    Q_OBJECT

public:
    explicit LiveRecording(QObject *parent = nullptr);
    /// Without stop(), what came in the last second is lost.
    ~LiveRecording() override;

    /// Returns what went wrong. Precondition: it is not recording.
    [[nodiscard]] std::optional<scenario::Problem> start(const run::Run &run,
                                                         const QString &fileName);
    /// Adds what there is, and closes the file. Returns what went wrong.
    [[nodiscard]] std::optional<scenario::Problem> stop();

    [[nodiscard]] bool isOn() const noexcept { return m_writer != nullptr; }

    /// Empty: it is not recording.
    [[nodiscard]] const QString &fileName() const noexcept { return m_fileName; }

Q_SIGNALS:
    /// No more could be written: it has stopped.
    void failed(const awaitscope::scenario::Problem &problem);

private:
    [[nodiscard]] std::optional<scenario::Problem> add();
    void save();
    void close();

    QPointer<const run::Run> m_run;
    QString m_fileName;
    std::unique_ptr<formats::RecordingWriter> m_writer; // none: it is not recording
    QTimer m_due;
    QElapsedTimer m_sinceSaved;
    QMetaObject::Connection m_going; // of events that are let go: the file keeps them
};

} // namespace awaitscope::exporting
