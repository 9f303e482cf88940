// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exportchoices.h"

#include <QDialog>
#include <QFutureWatcher>
#include <QPointer>
#include <QTimer>

class QLabel;
class QPushButton;

namespace awaitscope::widgets {
class TimelineWidget;
}

namespace awaitscope::exporting {

class ExportForm;
class PicturePreview;

/// Asks how a picture of the run shall be, shows it, and writes or copies it. The run may go on
/// meanwhile; the dialog closes when the run is replaced. Open it with open().
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @p timeline and @p theme outlive the dialog.
    ExportDialog(const run::Run &run, widgets::TimelineWidget &timeline,
                 const timeline::Theme &theme, QWidget *parent);
    ~ExportDialog() override;

    /// Writes the picture as chosen, by a worker thread, then closes the dialog. The ending of the
    /// name decides about the format.
    void exportTo(const QString &fileName);

Q_SIGNALS:
    /// It was written: completely.
    void exported(const QString &fileName);
    void copied();

private:
    using Writing = QFutureWatcher<std::optional<scenario::Problem>>;

    void buildButtons();
    void scheduleUpdate(int delay);
    void update();
    void showPreview(const PictureLayout &picture, const PictureSize &size);
    void showSize(const PictureSize &size);
    void showProblem(const scenario::Problem &problem);
    void setWriting(const QString &fileName);
    void finishWriting();
    void chooseFile();
    void copy();
    [[nodiscard]] std::optional<ShownRun> shown() const;

    QPointer<const run::Run> m_run;
    QPointer<models::TraceModel> m_trace;
    widgets::TimelineWidget &m_timeline;
    const timeline::Theme &m_theme;
    ExportForm *m_form;
    PicturePreview *m_preview;
    QLabel *m_size; // or what is wrong
    QLabel *m_note; // about the preview
    QPushButton *m_export = nullptr;
    QPushButton *m_copy = nullptr;
    QTimer m_update;
    QString m_fileName; // of what is being written
    Writing m_writing;
};

} // namespace awaitscope::exporting
