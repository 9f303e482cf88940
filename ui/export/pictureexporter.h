// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/picturelayout.h"

#include <QByteArray>
#include <QIODevice>
#include <QImage>

#include <functional>

namespace awaitscope::exporting {

enum class PictureFormat : quint8 {
    Png,
    Svg,
    Pdf, ///< one page, as large as the picture
};

/// The format that the ending of a file name asks for: `.png`, `.svg`, `.pdf`, in any case.
[[nodiscard]] std::optional<PictureFormat> pictureFormatOf(const QString &fileName);
/// The ending of file names: `.png`.
[[nodiscard]] QString endingOf(PictureFormat format);

/// Why a picture of that size (logical px) cannot be in that format, and the mend. Costs nothing,
/// so that it can be asked before anything is laid out.
[[nodiscard]] std::optional<scenario::Problem> problemWith(const PictureSize &size, int scale,
                                                           PictureFormat format);

/// The picture as pixels, `scale` a logical px; its device pixel ratio is 1, its resolution 96 dpi
/// times the scale.
[[nodiscard]] scenario::Result<QImage> renderPicture(const PictureLayout &layout);

/// The picture as the contents of a file; vectors with text as text. To be called by any thread.
[[nodiscard]] scenario::Result<QByteArray> encodePicture(const PictureLayout &layout,
                                                         PictureFormat format);

/// Writes a file: completely, or not at all. Returns what went wrong.
[[nodiscard]] std::optional<scenario::Problem> writeFile(const QString &fileName,
                                                         const QByteArray &contents);
/// The same with what @p write writes, which returns whether the file is to be: for what is long.
[[nodiscard]] std::optional<scenario::Problem>
writeFile(const QString &fileName, const std::function<bool(QIODevice &)> &write);

} // namespace awaitscope::exporting
