// SPDX-License-Identifier: MIT
#include "engine/bridge/qtobjects.h"

namespace awaitscope::bridge {

using task::Failure;
using task::RuntimeError;

TimerAwaiter::TimerAwaiter(loop::EventLoop &loop, QTimer *timer) : Outside(loop)
{
    if (!timer->isActive()) {
        happened();
        return;
    }
    QObject::connect(timer, &QTimer::timeout, listener(), [this] { happened(); });
    QObject::connect(timer, &QObject::destroyed, listener(), [this] { senderGone(); });
}

ProcessAwaiter::ProcessAwaiter(loop::EventLoop &loop, QProcess *process) : Outside(loop)
{
    const auto fail = [this, process] {
        failed(Failure::make(RuntimeError(process->errorString().toStdString())));
    };
    if (process->state() == QProcess::NotRunning) {
        if (process->error() == QProcess::FailedToStart) {
            fail();
        } else {
            happened(process->exitCode());
        }
        return;
    }
    QObject::connect(process, &QProcess::finished, listener(),
                     [this](int exitCode) { happened(exitCode); });
    QObject::connect(process, &QProcess::errorOccurred, listener(),
                     [fail](QProcess::ProcessError error) {
                         if (error == QProcess::FailedToStart) {
                             fail();
                         }
                     });
    QObject::connect(process, &QObject::destroyed, listener(), [this] { senderGone(); });
}

} // namespace awaitscope::bridge
