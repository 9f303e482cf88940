# SPDX-License-Identifier: MIT
# Awaitscope::Engine: tasks that can be cancelled, semaphores, task groups, … on QCoro.
include(CMakeFindDependencyMacro)
find_dependency(Qt6 6.4 COMPONENTS Core)
find_dependency(QCoro6 0.8 COMPONENTS Core)
include(${CMAKE_CURRENT_LIST_DIR}/AwaitscopeTargets.cmake)
