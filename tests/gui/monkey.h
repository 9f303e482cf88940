// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/shownwindow.h"

#include <QStringList>
#include <QTimer>

#include <random>

namespace awaitscope::tests {

/// Somebody who does anything at all to a window: clicks, drags, turns the wheel, types, resizes,
/// answers dialogs. Always the same for the same seed and the same window.
class Monkey
{
public:
    /// @p shown outlives it.
    Monkey(ShownWindow &shown, quint32 seed);

    /// One thing.
    void act();

    /// What it did last, the newest last, for the message when something is wrong.
    [[nodiscard]] QString lastDeeds() const { return m_deeds.join(QLatin1Char('\n')); }

private:
    [[nodiscard]] int random(int below);
    [[nodiscard]] QWidget &target() const;
    [[nodiscard]] QPoint somewhere(const QSize &size);
    [[nodiscard]] Qt::KeyboardModifiers someModifiers();
    void click();
    void drag();
    void turnWheel();
    void type();
    void resize();
    void wait();
    void answerFileDialog();
    void note(const QString &deed);

    ShownWindow &m_shown;
    std::mt19937 m_random; // its numbers are the same everywhere
    QStringList m_deeds;
    int m_count = 0; // of deeds
    QTimer m_rescue;
};

} // namespace awaitscope::tests
