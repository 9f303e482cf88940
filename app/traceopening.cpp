// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/traceopening.h"

#include "engine/formats/chrometracereader.h"
#include "engine/formats/recording.h"

#include <QFileInfo>
#include <QProgressDialog>
#include <QPromise>
#include <QThread>
#include <QtConcurrentRun>

namespace awaitscope::app {

namespace {

    constexpr int progressSteps = 1000;

    /// What was read, or what went wrong.
    using Reading = scenario::Result<formats::ReadTrace>;

    void read(QPromise<std::shared_ptr<Reading>> &promise, const QString &file, QThread *owner)
    {
        promise.setProgressRange(0, progressSteps);
        auto reading = std::make_shared<Reading>(readTraceFile(file, [&promise](double part) {
            promise.setProgressValue(int(part * progressSteps));
            return !promise.isCanceled();
        }));
        if (*reading) {
            reading->value().store->moveToThread(owner);
        }
        promise.addResult(std::move(reading));
    }

} // namespace

bool isTraceFile(const QString &file)
{
    return formats::isRecording(file) || formats::isChromeTrace(file);
}

scenario::Result<formats::ReadTrace> readTraceFile(const QString &file,
                                                   const formats::ReadProgress &progress)
{
    return formats::isRecording(file) ? formats::readRecording(file, progress)
                                      : formats::readChromeTrace(file, progress);
}

TraceOpening::TraceOpening(QWidget &window) : QObject(&window), m_window(window)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &TraceOpening::finish);
}

TraceOpening::~TraceOpening()
{
    m_watcher.cancel();
    m_watcher.waitForFinished();
}

void TraceOpening::open(const QString &file)
{
    m_watcher.cancel();
    m_watcher.waitForFinished();
    m_file = file;
    delete m_dialog;
    m_dialog = new QProgressDialog(tr("Reading %1").arg(QFileInfo(file).fileName()), tr("Cancel"),
                                   0, progressSteps, &m_window);
    m_dialog->setWindowModality(Qt::WindowModal);
    connect(m_dialog, &QProgressDialog::canceled, &m_watcher, &QFutureWatcherBase::cancel);
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, m_dialog,
            &QProgressDialog::setValue);
    m_watcher.setFuture(QtConcurrent::run(read, file, thread()));
}

void TraceOpening::finish()
{
    delete std::exchange(m_dialog, nullptr);
    // Cancelled: the user knows.
    if (m_watcher.isCanceled() || m_watcher.future().resultCount() == 0) {
        return;
    }
    const Reading reading = m_watcher.result();
    if (*reading) {
        Q_EMIT opened(m_file, std::make_shared<formats::ReadTrace>(std::move(reading->value())));
    } else {
        Q_EMIT failed(reading->problem());
    }
}

} // namespace awaitscope::app
