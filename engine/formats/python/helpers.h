// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <set>

/// What stands at the end of every program: paths and streams of random numbers for its tasks, and
/// a virtual clock. At most 150 lines.
namespace awaitscope::formats::python {

/// Every name that the helpers define.
[[nodiscard]] QByteArrayList helperNames();

/// The helpers of a program that uses these, and what those need.
[[nodiscard]] QByteArray helperText(std::set<QByteArray> used);

/// The modules that the text needs, sorted.
[[nodiscard]] QByteArrayList modulesOf(const QByteArray &text);

} // namespace awaitscope::formats::python
