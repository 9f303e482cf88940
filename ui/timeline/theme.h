// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/spanbuilder.h"

#include <QColor>

#include <array>

namespace awaitscope::timeline {

/// What tells the bar of a state apart where colours do not.
enum class Pattern : quint8 {
    Solid, ///< working
    Hatched, ///< waiting: stripes from the lower left to the upper right
    Striped, ///< backing off: upright stripes
    Thin, ///< awaiting: a thin bar
    Dotted, ///< ready: a thin, dotted line
    Crossed, ///< blocking: two hatchings
    Banded, ///< cleanup: a light band along the middle
};

/// The sign in the cap of an outcome.
enum class Glyph : quint8 {
    None,
    Check, ///< finished
    LetterT, ///< timed out
    Cross, ///< cancelled
    Exclamation, ///< failed
    Dash, ///< destroyed
};

/// How the bars of a state look. All colours are opaque.
struct BarStyle
{
    Pattern pattern = Pattern::Solid;
    QColor fill; ///< the colour of the state, in legends and charts too
    QColor base; ///< under the pattern
    QColor ink; ///< of the pattern
    QColor edge; ///< at least 3:1 against every row background
    QColor pale; ///< the same further away from the eye: at least 3:1 against plain rows
    QColor text; ///< at least 4.5:1 against `base` and `fill`
};

/// How an outcome looks.
struct OutcomeStyle
{
    Glyph glyph = Glyph::None;
    QColor fill; ///< of the cap; at least 3:1 against every row background
    QColor ink; ///< of the glyph, at least 4.5:1 against `fill`
    QColor text; ///< the colour for text on row backgrounds, at least 4.5:1
};

/// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, 1.4.3).
[[nodiscard]] double contrast(const QColor &one, const QColor &other);
/// `share` (0 to 1) of `colour` in `background`, opaque.
[[nodiscard]] QColor mixed(const QColor &colour, const QColor &background, double share);
/// `colour`, made lighter or darker as far as it takes to reach `ratio` against `background`.
[[nodiscard]] QColor withContrast(const QColor &colour, const QColor &background, double ratio);

/// Every colour of the window and of the pictures.
class Theme
{
public:
    enum class Kind : quint8 {
        Dark,
        Light,
    };

    [[nodiscard]] static const Theme &dark();
    [[nodiscard]] static const Theme &light();

    [[nodiscard]] static const Theme &of(Kind kind)
    {
        return kind == Kind::Dark ? dark() : light();
    }

    /// The same colours for a picture with a transparent background.
    [[nodiscard]] Theme withoutGround() const;

    [[nodiscard]] const BarStyle &forState(trace::TaskState state) const
    {
        return states[std::size_t(state)];
    }

    [[nodiscard]] const OutcomeStyle &forOutcome(trace::Outcome outcome) const
    {
        return outcomes[std::size_t(outcome)];
    }

    Kind kind = Kind::Dark;
    bool hasGround = true; ///< false: what is behind everything is not painted
    // Surfaces.
    QColor window; ///< behind everything; toolbars
    QColor panel; ///< side and bottom panels, the label column of tracks
    QColor raised; ///< ruler, table headers, buttons
    QColor buttonHover;
    QColor buttonPressed;
    QColor border; ///< between panels, around buttons
    QColor row; ///< background of task rows and plots
    QColor rowHovered;
    QColor rowSelected;
    QColor rowLine; ///< between rows
    QColor gridLine; ///< at major ticks
    // Text: at least 4.5:1 on each surface.
    QColor text;
    QColor dimText;
    QColor link;
    // Marks: at least 3:1 on each surface.
    QColor accent; ///< now line, focus, primary button
    QColor accentText; ///< on `accent`
    QColor danger; ///< errors
    QColor cancel; ///< cancel buttons
    QColor cancelHover; ///< background of a cancel button under the cursor
    QColor deadline;
    QColor deadlineText;
    QColor limit; ///< dashed line of a resource's slots
    QColor marker; ///< diamonds of markers
    QColor cursor; ///< line at the time under the mouse
    QColor rangeFill; ///< ground of a selected range of time; its edges are `accent`
    QColor veil; ///< over what came after the moment of the past that is shown
    QColor match; ///< frame around the name of a row that a search found
    QColor matchFill; ///< ground of that name
    QColor slotsFill; ///< area of slots in use
    QColor slotsEdge;
    QColor queueFill; ///< area of the queue length
    QColor queueEdge;
    std::array<BarStyle, 7> states; ///< by TaskState
    std::array<OutcomeStyle, 6> outcomes; ///< by Outcome

private:
    struct Palette;
    explicit Theme(const Palette &palette);
    void setSurfaces(const Palette &palette);
    void setStates(const Palette &palette);
    void setOutcomes(const Palette &palette);
    void setMarks(const Palette &palette);
    [[nodiscard]] QColor groundOf(const QColor &colour) const;
};

} // namespace awaitscope::timeline
