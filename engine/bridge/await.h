// SPDX-License-Identifier: MIT
#pragma once

// bridge::await(loop, what): awaits in a task of the engine what happens in the event loop of Qt.
// A coroutine of the engine cannot `co_await` it directly: QCoro would resume it in place, behind
// the back of its task, which could not be cancelled meanwhile.

// IWYU pragma: begin_exports
#include "engine/bridge/carrier.h"
#include "engine/bridge/qfuture.h"
#include "engine/bridge/qtobjects.h"
#include "engine/bridge/signal.h"
// IWYU pragma: end_exports
