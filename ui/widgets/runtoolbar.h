// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

#include <vector>

class QComboBox;

namespace awaitscope {

class Actions;

/// A scenario of the gallery.
struct GalleryEntry
{
    QString title;
    QString file;
};

} // namespace awaitscope

namespace awaitscope::widgets {

class SpeedControl;

/// The scenario, the commands of the run, and its speed.
class RunToolBar final : public QToolBar
{
    Q_OBJECT

public:
    RunToolBar(Actions &actions, const std::vector<GalleryEntry> &gallery);

    /// Which scenario is shown; one that is not in the list is added to it under this title. An
    /// empty file: a text that has none yet.
    void showScenario(const QString &file, const QString &title);

    [[nodiscard]] SpeedControl &speed() const { return *m_speed; }

Q_SIGNALS:
    void scenarioChosen(const QString &file);

private:
    QComboBox *m_scenarios;
    QString m_shown;
    SpeedControl *m_speed;
};

} // namespace awaitscope::widgets
