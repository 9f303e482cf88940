// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sectionheading.h"

#include <QLabel>

namespace awaitscope::widgets {

QLabel *sectionHeading(const QString &text)
{
    auto *const label = new QLabel(text.toUpper());
    QFont font = label->font();
    font.setPixelSize(11);
    font.setBold(true);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
    label->setFont(font);
    label->setEnabled(false); // dimmed
    return label;
}

} // namespace awaitscope::widgets
