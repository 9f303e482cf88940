// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/picturecarrier.h"
#include "engine/formats/readtrace.h"
#include "engine/run/run.h"

#include <QObject>

#include <memory>
#include <optional>

namespace awaitscope {
class MainWindow;
}

namespace awaitscope::models {
class ComparisonModel;
}

namespace awaitscope::app {

class TraceOpening;

/// Puts another run beside the one on screen: the one before it, the same one without what was done
/// last by hand, or that of a file. It is run for this, at full speed between frames, and stays
/// beside the runs of the same scenario that are shown next, until the user wants it no more.
class Comparing final : public QObject
{
    Q_OBJECT

public:
    /// @p window outlives it.
    explicit Comparing(MainWindow &window);
    ~Comparing() override;

    /// Of the runs that are compared from now on.
    void setLimits(const run::Limits &limits) { m_limits = limits; }

    /// With the run of a scenario, a saved run or a picture, or with a recording or a trace. The
    /// window says what is wrong with the file.
    void withFile(const QString &file);
    /// With the one that was beside it in a picture.
    void withCompared(formats::ComparedRun other);

Q_SIGNALS:
    /// Show the other run in place of the one on screen, as far as it has come.
    void swapRequested(const awaitscope::run::RunSpec &spec,
                       const awaitscope::formats::PictureView &view);

private:
    /// What a person calls the other run, and what the one on screen is beside it.
    struct Names
    {
        QString other;
        QString shown;
    };

    void withBefore();
    void withoutLast();
    void chooseFile();
    void begin(run::RunSpec spec, const Names &names);
    void swap();
    void beginTrace(const QString &file, const std::shared_ptr<formats::ReadTrace> &trace);
    void show(const trace::TraceStore &store, const QString &title);
    void update();
    void stop();
    void follow();
    void enable();

    MainWindow &m_window;
    TraceOpening *m_opening;
    run::Limits m_limits;
    std::optional<run::RunSpec> m_former; // of the run that was shown before
    std::unique_ptr<run::Run> m_run; // the other one
    Names m_names; // of the two
    std::shared_ptr<formats::ReadTrace> m_trace; // in place of a run
    std::unique_ptr<models::ComparisonModel> m_model; // of one of them
};

} // namespace awaitscope::app
