// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/progress.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPointer>

class QProgressDialog;
class QWidget;

namespace awaitscope::widgets {

/// Does one piece of work at a time on a worker thread, while a dialog shows how far it is and lets
/// the user give up; nothing else can be done in the window meanwhile.
class BackgroundWork final : public QObject
{
    Q_OBJECT

public:
    /// To be done on the worker thread; it stops soon after the progress says that it shall.
    using Work = std::function<void(const formats::Progress &)>;
    /// Called on the thread of this object when the work is over.
    using Then = std::function<void(bool isGivenUp)>;

    /// The dialog stands over @p window, which outlives it.
    explicit BackgroundWork(QWidget &window);
    /// Gives up what is being done, and waits until it is.
    ~BackgroundWork() override;

    /// Gives up what is being done before.
    void start(const QString &label, Work work, Then then);
    /// Waits until the work is over, and tells that it was given up. Nothing is being done:
    /// nothing.
    void giveUp();

private:
    void finish();
    void closeDialog();

    QWidget &m_window;
    QFutureWatcher<void> m_watcher;
    Then m_then;
    QPointer<QProgressDialog> m_dialog;
};

} // namespace awaitscope::widgets
