// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/backgroundwork.h"

#include <QProgressDialog>
#include <QPromise>
#include <QtConcurrentRun>

#include <utility>

namespace awaitscope::widgets {

namespace {

    constexpr int progressSteps = 1000;

    void perform(QPromise<void> &promise, const BackgroundWork::Work &work)
    {
        promise.setProgressRange(0, progressSteps);
        work([&promise](double part) {
            promise.setProgressValue(int(part * progressSteps));
            return !promise.isCanceled();
        });
    }

} // namespace

BackgroundWork::BackgroundWork(QWidget &window) : m_window(window)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &BackgroundWork::finish);
}

BackgroundWork::~BackgroundWork()
{
    m_watcher.cancel();
    m_watcher.waitForFinished();
    closeDialog();
}

void BackgroundWork::start(const QString &label, Work work, Then then)
{
    giveUp();
    m_then = std::move(then);
    m_dialog = new QProgressDialog(label, tr("Cancel"), 0, progressSteps, &m_window);
    m_dialog->setWindowModality(Qt::WindowModal);
    m_dialog->setMinimumDuration(0); // the window is not to be touched from now on
    m_dialog->setValue(0);
    connect(m_dialog, &QProgressDialog::canceled, &m_watcher, &QFutureWatcherBase::cancel);
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, m_dialog,
            &QProgressDialog::setValue);
    m_watcher.setFuture(QtConcurrent::run(perform, std::move(work)));
}

void BackgroundWork::giveUp()
{
    if (!m_then) {
        return;
    }
    m_watcher.cancel();
    m_watcher.waitForFinished();
    finish();
}

// It may be in the middle of QProgressDialog::setValue(), which lets events through.
void BackgroundWork::closeDialog()
{
    if (m_dialog) {
        m_dialog->hide();
        m_dialog->deleteLater();
        m_dialog = nullptr;
    }
}

void BackgroundWork::finish()
{
    closeDialog();
    if (const Then then = std::exchange(m_then, {})) {
        then(m_watcher.isCanceled());
    }
}

} // namespace awaitscope::widgets
