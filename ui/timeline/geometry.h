// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/rulerticks.h"
#include "ui/timeline/tasklinks.h"
#include "ui/timeline/theme.h"

#include <QPointF>
#include <QRect>
#include <QRectF>
#include <QString>

#include <array>
#include <optional>
#include <vector>

/// What a Painter draws: plain shapes in logical px, already clipped to the view by number, without
/// colours. Whatever is a bar or an area lies on whole px.
namespace awaitscope::timeline {

/// Where states are stacked: from the bottom to the top, what runs below what merely awaits others.
inline constexpr std::array<trace::TaskState, trace::stateCount> stackedStates{
    trace::TaskState::Blocking,   trace::TaskState::Working, trace::TaskState::Cleanup,
    trace::TaskState::BackingOff, trace::TaskState::Waiting, trace::TaskState::Ready,
    trace::TaskState::Awaiting};

/// Outcomes that must not be overlooked, from the worst on.
inline constexpr std::array<trace::Outcome, 4> badOutcomes{
    trace::Outcome::Failed, trace::Outcome::TimedOut, trace::Outcome::Cancelled,
    trace::Outcome::Destroyed};

/// A stretch of time in one state; or several that are too short to tell apart, in the state in
/// which they lasted longest.
struct Bar
{
    /// A multiple (px) of the period of every pattern.
    static constexpr double patternPeriod = 140;

    QRectF rect;
    trace::TaskState state = trace::TaskState::Ready;
    double origin = 0; ///< x of a place where its pattern begins, at most patternPeriod to the left
    double cutBottom = 0; ///< px that the view cuts off its lower edge
    bool isFolded = false; ///< stands for more than one span, or is thin: filled, no more
    bool isBracket = false; ///< waits for a set of tasks: a gather, a group
    bool beginsHere = true; ///< false: its beginning is left of the view
    bool endsHere = true; ///< false: it lasts, or its end is right of the view

    friend bool operator==(const Bar &, const Bar &) = default;
};

/// How a task ended, at its end.
struct Cap
{
    static constexpr double radius = 7;

    QPointF centre;
    trace::Outcome outcome = trace::Outcome::Finished;

    friend bool operator==(const Cap &, const Cap &) = default;
};

enum class TextRole : quint8 {
    Normal,
    Dim,
    Strong, ///< bold
    Title, ///< bold, larger
    Number, ///< fixed width
    OnBar, ///< fixed width, in the text colour of `state`
    Deadline,
    TimedOut,
    Cancel,
};

/// The background of a row, over the whole width.
struct RowShape
{
    enum class Kind : quint8 {
        Normal,
        Hovered,
        Selected,
    };
    QRectF rect;
    Kind kind = Kind::Normal;

    friend bool operator==(const RowShape &, const RowShape &) = default;
};

/// A line of text in a rectangle, upright in its middle, elided if it does not fit.
struct Label
{
    QRectF rect;
    QString text;
    TextRole role = TextRole::Normal;
    Qt::Alignment alignment = Qt::AlignLeft;
    QString suffix = {}; ///< dim, behind the text
    trace::TaskState state = trace::TaskState::Working; ///< for OnBar
    bool hasBacking = false; ///< fills `rect` like the row it is on before the text

    friend bool operator==(const Label &, const Label &) = default;
};

/// Something that happened at one moment of a row.
struct MarkShape
{
    enum class Kind : quint8 {
        Expired, ///< a timeout scope expired: a tick with a T
        CaughtTimeout, ///< and its Timeout was caught or raised: the same, lighter
        CancelRequested, ///< a tick with a cross
        Caught, ///< an error was caught: a small tick
        Swallowed, ///< a cancellation was swallowed: a hollow cross
        Marker, ///< a diamond
    };
    QPointF top; ///< at the top of the row
    Kind kind = Kind::Marker;

    friend bool operator==(const MarkShape &, const MarkShape &) = default;
};

/// A dashed upright line on a row: when the earliest of its scopes expires.
struct DeadlineShape
{
    double x = 0;
    double top = 0;
    double bottom = 0;
    bool isStrong = false; ///< of the selected task

    friend bool operator==(const DeadlineShape &, const DeadlineShape &) = default;
};

/// An arrow from the row of a task to that of another: along the first one, if it begins left of
/// where it ends, then up or down.
struct ArrowShape
{
    using Kind = TaskLink::Kind;

    /// What of it is not part of a longer one.
    enum class Part : quint8 {
        Whole,
        Tail, ///< it ends where the longer one does
        Head, ///< it begins where the longer one does
    };

    QPointF from;
    QPointF to;
    Kind kind = Kind::HandOver;
    Part part = Part::Whole;
    std::size_t link = 0; ///< which of the links it stands for, the first of those alike

    friend bool operator==(const ArrowShape &, const ArrowShape &) = default;
};

/// The label column of a row.
struct RowLabel
{
    enum class Fold : quint8 {
        None, ///< no children
        Open,
        Closed,
    };
    QRectF rect;
    trace::TaskState state = trace::TaskState::Ready; ///< of the stripe, while it lives
    trace::Outcome outcome = trace::Outcome::None; ///< of the stripe, afterwards
    Fold fold = Fold::None;
    QPointF foldCentre;
    std::optional<QRectF> cancelButton;
};

/// A stretch of constant use: an area from `y` down to the bottom of its band.
struct StepShape
{
    double left = 0;
    double right = 0;
    double y = 0;

    friend bool operator==(const StepShape &, const StepShape &) = default;
};

/// The track of a resource: two bands, each with its own scale.
struct TrackShape
{
    QRectF rect; ///< labels included
    QRectF slotsBand; ///< within the time, below
    QRectF queueBand; ///< above
    std::vector<StepShape> inUse;
    std::vector<StepShape> waiting;
    std::vector<StepShape> limit; ///< the top edges alone
    QPointF sign; ///< centre of the diamond before the name
};

/// The ground behind the name of a row that a search found.
struct MatchShape
{
    QRectF rect;
    bool isCurrent = false;

    friend bool operator==(const MatchShape &, const MatchShape &) = default;
};

/// A range of time, over the whole height.
struct RangeShape
{
    double left = 0;
    double right = 0;
    bool beginsHere = true; ///< false: its beginning is left of the view
    bool endsHere = true; ///< false: its end is right of the view

    friend bool operator==(const RangeShape &, const RangeShape &) = default;
};

/// Rows that are summed up: how many tasks were in each state, stacked in cells of some px, and
/// above them those that did not end well.
struct SummaryShapes
{
    std::array<std::vector<QRect>, trace::stateCount> states; ///< by TaskState
    std::array<std::vector<QRect>, trace::outcomeCount> outcomes; ///< by Outcome
};

/// Another run over the rows of the one that is shown: a strip at the top of each.
struct OtherRunShapes
{
    static constexpr double stripHeight = 3; // px

    std::vector<Bar> strips;
    std::vector<Cap> ends; ///< `centre` is at the top of the row
};

/// What the pointer and the user point out, drawn between and over the shapes of a Geometry.
struct Overlay
{
    std::optional<RangeShape> range;
    std::vector<RowShape> rows; ///< in place of the plain rows
    std::vector<DeadlineShape> deadlines;
    std::vector<ArrowShape> arrows;
    OtherRunShapes otherRun;
    std::vector<Label> barLabels; ///< over everything on the rows
    std::vector<MatchShape> matches;
    std::optional<QRectF> focus; ///< a frame around the row that keys go to
    std::vector<QRectF> cancelButtons; ///< to be seen as buttons
    std::optional<QRectF> hotCancel; ///< the one under the cursor
    std::vector<Label> trackUses; ///< at the cursor; in place of those now, unless empty
    std::optional<double> cursorX;
    std::vector<Label> rulerLabels; ///< over the ticks
};

/// Everything on the time line, in the order in which it is painted.
struct Geometry
{
    QRectF viewport;
    QRectF rowsRect; ///< labels included
    QRectF rulerRect;
    QRectF tracksRect;
    double timeLeft = 0; ///< right edge of the label column

    std::vector<RowShape> rows;
    std::vector<double> gridLines; ///< x
    std::vector<Bar> bars;
    SummaryShapes summary;
    std::vector<Label> barLabels; ///< on or behind bars
    std::vector<DeadlineShape> deadlines;
    std::vector<MarkShape> marks;
    std::vector<Cap> caps;
    std::vector<RowLabel> rowLabels;
    std::vector<Label> sideLabels; ///< names of rows
    std::vector<TrackShape> tracks;
    std::vector<Label> trackLabels; ///< names and scales
    std::vector<Label> trackUses; ///< how each resource is used now
    std::vector<RulerTick> ticks;
    std::vector<Label> rulerLabels;
    std::optional<double> nowX;
    std::optional<Label> letGo; ///< over rows and tracks, of a time of which only the rest is known
    Overlay overlay;
};

} // namespace awaitscope::timeline
