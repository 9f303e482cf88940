// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/picturecarrier.h"
#include "engine/formats/readtrace.h"
#include "engine/run/run.h"
#include "ui/models/moment.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace awaitscope {
class MainWindow;
}

namespace awaitscope::app {

class Comparing;
class Journal;
class TraceOpening;

/// Gives the window its runs: opens scenarios, and starts runs anew when the user asks for it or
/// chooses another value of a parameter.
class Session final : public QObject
{
    Q_OBJECT

public:
    /// @p window outlives the session.
    explicit Session(MainWindow &window);
    ~Session() override;

    /// Runs a scenario, or a saved run with all that was done to it; or what a picture carries, up
    /// to where that shows it, beside what it was compared with. A recording or a trace of another program is read in the background,
    /// and shown as it is. False, and the window says
    /// why, if that cannot be; then what was on screen stays.
    bool open(const QString &file);
    /// Runs a scenario of which the text is given. @p file: where it is, empty if in none.
    void runText(const QByteArray &text, const QString &file);
    /// Runs the same scenario with the same values again, without interventions.
    void restart();
    /// Runs the same again, without the last intervention, up to where the run stands now.
    void takeBack();
    /// The same with the intervention that was taken back last.
    void putBack();
    /// Runs the same again up to that moment of it, without what was done by hand later, which can
    /// be put back.
    void branch(const models::Moment &moment);

    /// Of the runs that are shown from now on.
    void setLimits(const run::Limits &limits);

    /// Keeps the run on screen in that folder from now on, and offers what a crash has left there.
    void keepJournal(const QString &folder);

    [[nodiscard]] run::Run *run() const { return m_run.get(); }

    [[nodiscard]] Comparing &comparing() const { return *m_comparing; }

private:
    /// @p view: of the picture that the run comes from, where it is run to; none: from the start.
    bool start(run::RunSpec spec, const QString &file,
               const std::optional<formats::PictureView> &view = {});
    /// In place of the run on screen.
    bool show(run::RunSpec spec);
    /// Likewise, after @p advance has run it to where it shall be shown first, in the same view.
    bool showAgain(run::RunSpec spec, const std::function<void(run::Run &)> &advance);
    void runAgain(run::RunSpec spec);
    [[nodiscard]] std::unique_ptr<run::Run> create(run::RunSpec spec);
    void watch();
    void showTakenBack();
    void showTrace(const QString &file, const std::shared_ptr<formats::ReadTrace> &trace);
    [[nodiscard]] scenario::ParameterValues valuesFor(const QByteArray &text) const;
    void offerLeft(const QString &file);
    void chooseParameter(const QByteArray &parameter, double value);

    MainWindow &m_window;
    std::unique_ptr<run::Run> m_run;
    std::shared_ptr<formats::ReadTrace> m_trace; // in place of a run
    TraceOpening *m_opening;
    std::unique_ptr<Comparing> m_comparing;
    std::unique_ptr<Journal> m_journal; // none: nothing is kept
    QTimer m_journalDue; // after everything that happens at one go
    QString m_file;
    scenario::ParameterValues m_values; // chosen, and perhaps not started yet
    run::Interventions m_takenBack; // the last one last
    run::Limits m_limits;
    QTimer m_restart; // lets a slider be moved on before a new run starts
};

} // namespace awaitscope::app
