// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/theme.h"

#include <QIcon>
#include <QPalette>
#include <QString>

namespace awaitscope::widgets {

/// The theme that suits the desktop: by the lightness of its palette (Qt 6.4 knows no colour
/// scheme).
[[nodiscard]] timeline::Theme::Kind desktopTheme(const QPalette &desktop);

/// The theme as a palette, for every widget.
[[nodiscard]] QPalette paletteOf(const timeline::Theme &theme);
/// What a palette cannot say: borders, paddings, the primary and the dangerous button.
[[nodiscard]] QString styleSheetOf(const timeline::Theme &theme);

/// The icon `:/icons/NAME.svg`, in that colour; a disabled one is dimmed.
[[nodiscard]] QIcon themedIcon(const QString &name, const QColor &colour, const QColor &disabled);

} // namespace awaitscope::widgets
