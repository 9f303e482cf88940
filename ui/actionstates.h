// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/models/tracemodel.h"

namespace awaitscope {

class Actions;

/// Offers those commands that make sense for what is on screen. @p run: null if it is a trace that
/// was read from a file, to which nothing can be done. @p selected: a task, or none.
void showInActions(Actions &actions, const run::Run *run, const models::TraceModel &trace,
                   trace::TaskId selected);

} // namespace awaitscope
