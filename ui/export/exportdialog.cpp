// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportdialog.h"

#include "ui/export/exportform.h"
#include "ui/export/picturepreview.h"
#include "ui/timeline/statenames.h"
#include "ui/widgets/filedialogs.h"
#include "ui/widgets/timelinewidget.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPromise>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace awaitscope::exporting {

using scenario::Problem;
using scenario::Result;

namespace {

    constexpr int previewRows = 150;
    constexpr int typingDelay = 60; // ms
    constexpr int runningDelay = 500; // ms

    /// Unless the promise is taken back, the file is there afterwards.
    void write(QPromise<std::optional<Problem>> &promise, const PictureLayout &layout,
               PictureFormat format, const QString &fileName)
    {
        const Result<QByteArray> contents = encodePicture(layout, format);
        if (!contents) {
            promise.addResult(contents.problem());
        } else if (!promise.isCanceled()) {
            promise.addResult(writeFile(fileName, contents.value()));
        }
    }

} // namespace

ExportDialog::ExportDialog(const run::Run &run, widgets::TimelineWidget &timeline,
                           const timeline::Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_run(&run)
    , m_trace(timeline.trace())
    , m_timeline(timeline)
    , m_theme(theme)
    , m_form(new ExportForm(ExportChoices::remembered(theme.kind)))
    , m_preview(new PicturePreview)
    , m_size(new QLabel)
    , m_note(new QLabel)
{
    setWindowTitle(tr("Export a picture"));
    m_size->setWordWrap(true);
    m_size->setMinimumHeight(3 * fontMetrics().height());
    m_size->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_size->setObjectName(QStringLiteral("exportSize"));
    m_size->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setForegroundRole(QPalette::PlaceholderText);

    auto *const left = new QVBoxLayout;
    constexpr int formWidth = 300; // px: the same whatever rows of it are there
    m_form->setFixedWidth(formWidth);
    left->addWidget(m_form);
    left->addSpacing(8);
    left->addWidget(m_size);
    left->addStretch(1);
    auto *const right = new QVBoxLayout;
    right->addWidget(m_preview, 1);
    right->addWidget(m_note);
    auto *const columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addLayout(left);
    columns->addLayout(right, 1);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(columns, 1);
    buildButtons();

    m_update.setSingleShot(true);
    connect(&m_update, &QTimer::timeout, this, &ExportDialog::update);
    connect(m_form, &ExportForm::changed, this, [this] { scheduleUpdate(typingDelay); });
    connect(m_trace, &models::TraceModel::updated, this, [this] { scheduleUpdate(runningDelay); });
    connect(m_run, &QObject::destroyed, this, &QDialog::reject);
    connect(m_trace, &QObject::destroyed, this, &QDialog::reject);
    connect(this, &QDialog::rejected, &m_writing, &Writing::cancel);
    connect(&m_writing, &Writing::finished, this, &ExportDialog::finishWriting);
    update();
    resize(1000, 560);
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::buildButtons()
{
    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({});
    m_copy = buttons->addButton(tr("&Copy picture"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(QStringLiteral("copy"));
    m_export = buttons->addButton(tr("E&xport…"), QDialogButtonBox::ActionRole);
    m_export->setObjectName(QStringLiteral("primary"));
    connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
    m_export->setDefault(true); // which a button knows only within its dialog
}

std::optional<ShownRun> ExportDialog::shown() const
{
    if (!m_run || !m_trace) {
        return std::nullopt;
    }
    return ShownRun{*m_run, *m_trace, m_timeline.view(), m_timeline.pointed()};
}

void ExportDialog::scheduleUpdate(int delay)
{
    // What is typed counts at once; while the run goes on, now and then is enough.
    if (!m_update.isActive() || m_update.remainingTime() > delay) {
        m_update.start(delay);
    }
}

void ExportDialog::update()
{
    const auto run = shown();
    if (!run || m_writing.isRunning()) {
        return;
    }
    m_form->show(*run);
    const ExportChoices &choices = m_form->choices();
    const auto preview = layOutPreview(choices, *run, previewRows);
    std::optional<Problem> problem;
    if (preview) {
        const PictureSize size = sizeOf(choices, *run);
        showPreview(preview.value(), size);
        problem = problemWith(size, choices.look.scale, choices.format);
    } else {
        m_preview->clear();
        m_note->clear();
        problem = preview.problem();
    }
    if (problem) {
        showProblem(*problem);
    }
    m_export->setEnabled(!problem);
    m_copy->setEnabled(!problem);
}

void ExportDialog::showPreview(const PictureLayout &picture, const PictureSize &size)
{
    m_preview->setPicture(picture);
    m_note->setText(size.rows > previewRows
                        ? tr("Preview of the first %1 of %2 rows").arg(previewRows).arg(size.rows)
                        : QString());
    showSize(size);
}

void ExportDialog::showSize(const PictureSize &size)
{
    const ExportChoices &choices = m_form->choices();
    constexpr double millimetresAPixel = 25.4 / dotsPerInch;
    const bool isPng = choices.format == PictureFormat::Png;
    const QSize pixels = (size.size * (isPng ? choices.look.scale : 1)).toSize();
    const QSize page = (size.size * millimetresAPixel).toSize();
    m_size->setPalette(palette());
    m_size->setText(tr("%1 × %2 px, %3\nOn paper %4 × %5 mm")
                        .arg(pixels.width())
                        .arg(pixels.height())
                        .arg(timeline::taskCount(size.rows))
                        .arg(page.width())
                        .arg(page.height()));
}

void ExportDialog::showProblem(const Problem &problem)
{
    QPalette red = palette();
    red.setColor(QPalette::WindowText, m_theme.danger);
    m_size->setPalette(red);
    m_size->setText(problem.text());
}

void ExportDialog::copy()
{
    const auto run = shown();
    if (!run) {
        return;
    }
    const ExportChoices &choices = m_form->choices();
    if (const auto problem = copyPicture(choices, *run)) {
        showProblem(*problem);
        return;
    }
    choices.remember();
    Q_EMIT copied();
    accept();
}

void ExportDialog::chooseFile()
{
    const auto run = shown();
    if (!run) {
        return;
    }
    const QString ending = endingOf(m_form->choices().format);
    QFileDialog *const chooser =
        widgets::savingDialog(this, tr("Export a picture"), {tr("Pictures (*%1)").arg(ending)},
                              ending, QString::fromUtf8(run->run.scenario().name) + ending);
    connect(chooser, &QFileDialog::fileSelected, this, &ExportDialog::exportTo);
    chooser->open();
}

void ExportDialog::exportTo(const QString &fileName)
{
    const auto run = shown();
    if (!run) {
        return;
    }
    ExportChoices choices = m_form->choices();
    const auto format = pictureFormatOf(fileName);
    if (!format) {
        showProblem({fileName, {}, {}, tr("has no known ending; use .png, .svg or .pdf")});
        return;
    }
    choices.format = *format;
    const auto layout = layOut(choices, *run);
    if (!layout) {
        showProblem(layout.problem());
        return;
    }
    choices.remember();
    setWriting(fileName);
    m_writing.setFuture(QtConcurrent::run(write, layout.value(), choices.format, fileName));
}

void ExportDialog::finishWriting()
{
    if (m_writing.isCanceled()) {
        return;
    }
    const QString fileName = m_fileName;
    setWriting({});
    if (const auto problem = m_writing.result()) {
        showProblem(*problem);
        return;
    }
    Q_EMIT exported(fileName);
    accept();
}

void ExportDialog::setWriting(const QString &fileName)
{
    const bool isWriting = !fileName.isEmpty();
    m_fileName = fileName;
    m_form->setEnabled(!isWriting);
    m_export->setEnabled(!isWriting);
    m_copy->setEnabled(!isWriting);
    if (isWriting) {
        m_size->setText(tr("Writing %1…").arg(QFileInfo(fileName).fileName()));
    }
}

} // namespace awaitscope::exporting
