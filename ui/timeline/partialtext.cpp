// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/partialtext.h"

#include <QCoreApplication>
#include <QLocale>

namespace awaitscope::timeline {

QString partialText(const trace::TraceStore &store)
{
    if (store.firstEvent() == 0) {
        return {};
    }
    return QCoreApplication::translate("awaitscope::timeline", "partial: %1 oldest events let go")
        .arg(QLocale(QLocale::English).toString(qulonglong(store.firstEvent())));
}

} // namespace awaitscope::timeline
