// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QFileDialog;
class QWidget;

namespace awaitscope::widgets {

/// Dialogs that ask for a file, the first for whatever the program opens, beginning in the folder
/// where the last one was found. They delete themselves when they close; connect to fileSelected,
/// then open().
[[nodiscard]] QFileDialog *openingDialog(QWidget *parent, const QString &title);

/// @p ending, such as ".json", is put behind a name without one. @p name may be a path.
[[nodiscard]] QFileDialog *savingDialog(QWidget *parent, const QString &title,
                                        const QStringList &filters, const QString &ending,
                                        const QString &name);

} // namespace awaitscope::widgets
