// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/runpicture.h"
#include "ui/models/tracemodel.h"
#include "ui/timeline/overlay.h"

namespace awaitscope::exporting {

/// A run as a window shows it: what its pictures are made of.
struct ShownRun
{
    const run::Run &run;
    models::TraceModel &trace;
    const timeline::View &view;
    timeline::Pointed pointed; ///< the selected task and range
};

/// What the user chooses of a picture; remembered from one picture to the next.
struct ExportChoices
{
    enum class Time : quint8 {
        WholeRun,
        Visible, ///< what the window shows
        Range,
    };
    enum class Rows : quint8 {
        All, ///< every task
        AsFolded, ///< without what is folded in the window
        InSight, ///< those that the window shows without scrolling
        First, ///< so many
    };

    PictureFormat format = PictureFormat::Png;
    Time time = Time::WholeRun;
    trace::TimeRange range; ///< for Time::Range
    Rows rows = Rows::All;
    int rowCount = 50; ///< for Rows::First
    bool showsSelection = true; ///< the selected task, and its hand-overs
    PictureOptions look{.scale = 2}; ///< all but range and rows

    /// As they were remembered; where nothing was, in that theme.
    [[nodiscard]] static ExportChoices remembered(timeline::Theme::Kind theme);
    /// All but the range, which means nothing to another run.
    void remember() const;
};

/// How large the picture will be: also of one that cannot be.
[[nodiscard]] PictureSize sizeOf(const ExportChoices &choices, const ShownRun &shown);

/// Lays out the picture; or says why it cannot be. Costs as many rows as it has.
[[nodiscard]] scenario::Result<PictureLayout> layOut(const ExportChoices &choices,
                                                     const ShownRun &shown);

/// The same for a look at it: no more than so many rows, whatever its size as a file. Where rows
/// are left out for that reason, header and time line alone.
[[nodiscard]] scenario::Result<PictureLayout> layOutPreview(const ExportChoices &choices,
                                                            const ShownRun &shown, int mostRows);

/// Puts the picture into the clipboard, as an image; one in vectors as SVG too. Returns what went
/// wrong.
[[nodiscard]] std::optional<scenario::Problem> copyPicture(const ExportChoices &choices,
                                                           const ShownRun &shown);

} // namespace awaitscope::exporting
