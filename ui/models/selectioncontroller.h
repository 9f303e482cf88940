// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/ids.h"

#include <QObject>

#include <utility>

namespace awaitscope::models {

/// The one selected task, for all views alike.
class SelectionController final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// None: 0.
    [[nodiscard]] trace::TaskId task() const noexcept { return m_task; }

    void select(trace::TaskId task)
    {
        if (std::exchange(m_task, task) != task) {
            Q_EMIT changed(task);
        }
    }

Q_SIGNALS:
    void changed(awaitscope::trace::TaskId task);

private:
    trace::TaskId m_task;
};

} // namespace awaitscope::models
