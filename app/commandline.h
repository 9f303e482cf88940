// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/export/picturelayout.h"

#include <QStringList>

#include <optional>
#include <variant>

namespace awaitscope::app {

/// What the exit status of the program means.
enum ExitStatus : int {
    Done = 0,
    RunFailed = 1, ///< main failed, or the run deadlocked
    BadInput = 2,
    LimitHit = 3,
};

/// Open the window, with a file or with the first scenario of the gallery.
struct WindowCommand
{
    QString file;
    run::Limits limits; ///< at that of memory a run is held
};

/// The files that a command writes.
struct OutputOptions
{
    QStringList files; ///< `-` for standard output
    QString format; ///< of standard output
    bool iterations = false; ///< in the event log
    exporting::PictureOptions picture;
};

/// Run a scenario without a window and write files.
struct RunCommand
{
    QString scenario;
    QStringList assignments; ///< NAME=VALUE
    std::optional<QString> seed;
    QString interventions; ///< file; may be empty
    std::optional<trace::Timestamp> until; ///< ns
    QString recording; ///< file to record to while it runs; may be empty
    OutputOptions output;
    run::Limits limits;
};

/// Write a recording or a trace as other files.
struct ExportCommand
{
    QString file;
    OutputOptions output;
};

/// Run a scenario many times, with one parameter over a range.
struct SweepCommand
{
    RunCommand run; ///< what each of them is, and the files to write
    QString vary; ///< `slots=1..16`
    int seeds = 1;
    QString goal; ///< may be empty
    QString tasks; ///< whose latency; empty: those of the template with the most tasks
    trace::Timestamp warmUp = 0; ///< ns
};

/// Look whether a scenario is valid.
struct CheckCommand
{
    QString scenario;
};

/// Nothing more to do: help or version was printed, or the usage was wrong.
struct Finished
{
    int status = Done;
};

using Command =
    std::variant<WindowCommand, RunCommand, ExportCommand, SweepCommand, CheckCommand, Finished>;

/// Reads the arguments behind the program's name. Prints help, version and what is wrong.
[[nodiscard]] Command parseCommandLine(const QStringList &arguments);

} // namespace awaitscope::app
