// SPDX-License-Identifier: MIT
#pragma once

#include <QCoroTask>

namespace awaitscope::task {

/// A coroutine. It starts when it is called, as a part of the task that calls it; to run it beside
/// its caller, hand its function to createTask().
template <typename T = void>
using Coro = QCoro::Task<T>;

} // namespace awaitscope::task
