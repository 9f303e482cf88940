// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLabel;
class QString;

namespace awaitscope::widgets {

/// The small, dimmed title of a section of a panel.
[[nodiscard]] QLabel *sectionHeading(const QString &text);

} // namespace awaitscope::widgets
