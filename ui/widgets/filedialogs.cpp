// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filedialogs.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

namespace awaitscope::widgets {

namespace {

    QFileDialog *create(QWidget *parent, const QString &title, const QStringList &filters)
    {
        const QString key = QStringLiteral("files/folder");
        auto *const dialog =
            new QFileDialog(parent, title, QSettings().value(key, QDir::homePath()).toString());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setNameFilters(filters);
        QObject::connect(dialog, &QFileDialog::fileSelected, dialog, [key](const QString &file) {
            QSettings().setValue(key, QFileInfo(file).absolutePath());
        });
        return dialog;
    }

} // namespace

QFileDialog *openingDialog(QWidget *parent, const QString &title)
{
    QFileDialog *const dialog =
        create(parent, title,
               {QFileDialog::tr("Scenarios, runs, pictures, recordings, traces (*.json *.png "
                                "*.svg *.awaitscope *.json.gz)"),
                QFileDialog::tr("All files (*)")});
    dialog->setFileMode(QFileDialog::ExistingFile);
    return dialog;
}

QFileDialog *savingDialog(QWidget *parent, const QString &title, const QStringList &filters,
                          const QString &ending, const QString &name)
{
    QFileDialog *const dialog = create(parent, title, filters);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending.mid(1));
    dialog->selectFile(name);
    return dialog;
}

} // namespace awaitscope::widgets
