// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/theme.h"

#include <algorithm>
#include <cmath>

namespace awaitscope::timeline {

using trace::Outcome;
using trace::TaskState;

/// What is chosen; everything else follows from it.
struct Theme::Palette
{
    Kind kind;
    QRgb window, raised, pressed, border, row, rowHovered, rowSelected, rowLine, gridLine;
    QRgb text, dimText, accent;
    QRgb ready, working, waiting, awaiting, blocking, cleanup;
    QRgb finished, failed, timedOut, cancelled, destroyed;
};

namespace {

    constexpr double markContrast = 3;
    constexpr double textContrast = 4.5;

    // WCAG 2.1, relative luminance.
    [[nodiscard]] double luminance(const QColor &colour)
    {
        const auto linear = [](double channel) {
            return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
            + 0.0722 * linear(colour.blueF());
    }

    // Near-black or white, whichever reads better; black where neither is enough.
    [[nodiscard]] QColor inkOn(const QColor &background)
    {
        const QColor dark(0x0c1116);
        const QColor light(0xffffff);
        const QColor &better =
            contrast(dark, background) >= contrast(light, background) ? dark : light;
        return contrast(better, background) >= textContrast ? better : QColor(Qt::black);
    }

} // namespace

double contrast(const QColor &one, const QColor &other)
{
    const auto [low, high] = std::minmax({luminance(one), luminance(other)});
    return (high + 0.05) / (low + 0.05);
}

QColor mixed(const QColor &colour, const QColor &background, double share)
{
    const auto mix = [share](int front, int back) {
        return int(std::lround(share * front + (1 - share) * back));
    };
    return {mix(colour.red(), background.red()), mix(colour.green(), background.green()),
            mix(colour.blue(), background.blue())};
}

QColor withContrast(const QColor &colour, const QColor &background, double ratio)
{
    const QColor goal(luminance(background) < 0.18 ? Qt::white : Qt::black);
    QColor result = colour;
    for (int share = 1; share <= 50 && contrast(result, background) < ratio; ++share) {
        result = mixed(goal, colour, share / 50.0);
    }
    return result;
}

const Theme &Theme::dark()
{
    static const Theme theme({
        .kind = Kind::Dark,
        .window = 0x1c2027,
        .raised = 0x22272f,
        .pressed = 0x323a46,
        .border = 0x2e353f,
        .row = 0x15181d,
        .rowHovered = 0x1b1f25,
        .rowSelected = 0x22272f,
        .rowLine = 0x1c2026,
        .gridLine = 0x262c35,
        .text = 0xe6e9ee,
        .dimText = 0x97a1af,
        .accent = 0x56b4e9,
        .ready = 0x5c6675,
        .working = 0x56b4e9,
        .waiting = 0xe69f00,
        .awaiting = 0x3b4552,
        .blocking = 0xf4f6fa,
        .cleanup = 0xa99bf0,
        .finished = 0x2bb58a,
        .failed = 0xef5b5b,
        .timedOut = 0xf07a3a,
        .cancelled = 0xd68ab8,
        .destroyed = 0x8a94a3,
    });
    return theme;
}

const Theme &Theme::light()
{
    static const Theme theme({
        .kind = Kind::Light,
        .window = 0xffffff,
        .raised = 0xeef0f3,
        .pressed = 0xd3d9e2,
        .border = 0xd9dde3,
        .row = 0xf6f7f9,
        .rowHovered = 0xf1f3f6,
        .rowSelected = 0xebeef3,
        .rowLine = 0xecedf1,
        .gridLine = 0xdfe3e9,
        .text = 0x1b2027,
        .dimText = 0x5b6573,
        .accent = 0x1f7fc0,
        .ready = 0x8b95a4,
        .working = 0x2f8fcc,
        .waiting = 0xd48f00,
        .awaiting = 0xc6ccd6,
        .blocking = 0x1b2027,
        .cleanup = 0x7465d8,
        .finished = 0x00795a,
        .failed = 0xc62f2f,
        .timedOut = 0xcc4c0b,
        .cancelled = 0xb0558c,
        .destroyed = 0x6d7786,
    });
    return theme;
}

Theme::Theme(const Palette &palette) : kind(palette.kind)
{
    setSurfaces(palette);
    setStates(palette);
    setOutcomes(palette);
    setMarks(palette);
}

Theme Theme::withoutGround() const
{
    Theme theme = *this;
    theme.hasGround = false;
    return theme;
}

void Theme::setSurfaces(const Palette &palette)
{
    window = QColor(palette.window);
    panel = window;
    raised = QColor(palette.raised);
    buttonPressed = QColor(palette.pressed);
    buttonHover = mixed(buttonPressed, raised, 0.5);
    border = QColor(palette.border);
    row = QColor(palette.row);
    rowHovered = QColor(palette.rowHovered);
    rowSelected = QColor(palette.rowSelected);
    rowLine = QColor(palette.rowLine);
    gridLine = QColor(palette.gridLine);
    text = QColor(palette.text);
    dimText = QColor(palette.dimText);
}

void Theme::setStates(const Palette &palette)
{
    const auto set = [this](TaskState state, Pattern pattern, QRgb rgb) -> BarStyle & {
        BarStyle &style = states[std::size_t(state)];
        style.pattern = pattern;
        style.fill = style.base = QColor(rgb);
        style.ink = style.edge = withContrast(style.fill, rowSelected, markContrast);
        style.pale = withContrast(mixed(style.edge, row, 0.5), row, markContrast);
        style.text = inkOn(style.fill);
        return style;
    };
    set(TaskState::Ready, Pattern::Dotted, palette.ready);
    set(TaskState::Working, Pattern::Solid, palette.working);
    set(TaskState::Awaiting, Pattern::Thin, palette.awaiting);
    BarStyle &waiting = set(TaskState::Waiting, Pattern::Hatched, palette.waiting);
    waiting.base = mixed(waiting.fill, row, 0.28);
    waiting.ink = waiting.fill;
    waiting.text = withContrast(text, waiting.base, textContrast);
    BarStyle &backingOff = set(TaskState::BackingOff, Pattern::Striped, palette.working);
    backingOff.base = mixed(backingOff.fill, row, 0.2);
    backingOff.text = withContrast(text, backingOff.base, textContrast);
    BarStyle &blocking = set(TaskState::Blocking, Pattern::Crossed, palette.blocking);
    blocking.ink = mixed(blocking.fill, row, 0.35);
    BarStyle &cleanup = set(TaskState::Cleanup, Pattern::Banded, palette.cleanup);
    cleanup.ink = mixed(cleanup.fill, row, 0.45);
}

void Theme::setOutcomes(const Palette &palette)
{
    const auto set = [this](Outcome outcome, Glyph glyph, QRgb rgb) {
        const QColor fill = withContrast(QColor(rgb), rowSelected, markContrast);
        outcomes[std::size_t(outcome)] = {glyph, fill, inkOn(fill),
                                          withContrast(fill, rowSelected, textContrast)};
    };
    set(Outcome::None, Glyph::None, palette.ready);
    set(Outcome::Finished, Glyph::Check, palette.finished);
    set(Outcome::Failed, Glyph::Exclamation, palette.failed);
    set(Outcome::TimedOut, Glyph::LetterT, palette.timedOut);
    set(Outcome::Cancelled, Glyph::Cross, palette.cancelled);
    set(Outcome::Destroyed, Glyph::Dash, palette.destroyed);
}

// A ground of that colour, as strong as what is on it allows: marks and texts are made to stand out
// from selected rows.
QColor Theme::groundOf(const QColor &colour) const
{
    double share = 0.2;
    QColor ground = mixed(colour, row, share);
    while (contrast(ground, text) < contrast(rowSelected, text)) {
        share -= 0.005;
        ground = mixed(colour, row, share);
    }
    return ground;
}

void Theme::setMarks(const Palette &palette)
{
    accent = QColor(palette.accent);
    accentText = inkOn(accent);
    link = withContrast(accent, rowSelected, textContrast);
    danger = forOutcome(Outcome::Failed).text;
    cancel = forOutcome(Outcome::Cancelled).text;
    cancelHover = mixed(cancel, rowSelected, 0.2);
    deadline = forOutcome(Outcome::TimedOut).fill;
    deadlineText = forOutcome(Outcome::TimedOut).text;
    limit = dimText;
    marker = dimText;
    cursor = dimText;
    rangeFill = groundOf(accent);
    veil = row;
    veil.setAlpha(190);
    match = forState(TaskState::Waiting).edge;
    matchFill = groundOf(match);
    slotsFill = mixed(forState(TaskState::Working).fill, row, 0.45);
    slotsEdge = forState(TaskState::Working).edge;
    queueFill = mixed(forState(TaskState::Waiting).fill, row, 0.28);
    queueEdge = forState(TaskState::Waiting).edge;
}

} // namespace awaitscope::timeline
