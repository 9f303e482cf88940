// SPDX-License-Identifier: MIT
#include "engine/task/errors.h"

#include <cstdlib>
#include <cxxabi.h>
#include <memory>
#include <typeinfo>

namespace awaitscope::task {

namespace {

    [[nodiscard]] std::string typeName(const std::type_info &type)
    {
        int status = 0;
        const std::unique_ptr<char, void (*)(void *)> name(
            abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free);
        return status == 0 ? name.get() : type.name();
    }

} // namespace

Failure Failure::cancelled() noexcept
{
    return {Kind::Cancelled, nullptr};
}

Failure Failure::closed() noexcept
{
    return {Kind::Closed, nullptr};
}

Failure Failure::of(std::exception_ptr exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const CancelledError &) {
        return cancelled();
    } catch (const LoopClosed &) {
        return closed();
    } catch (...) {
        return {Kind::Exception, std::move(exception)};
    }
}

void Failure::raise() const
{
    switch (m_kind) {
    case Kind::None:
        return;
    case Kind::Cancelled:
        throw CancelledError();
    case Kind::Closed:
        throw LoopClosed();
    case Kind::Exception:
        std::rethrow_exception(m_exception);
    }
}

std::string Failure::name() const
{
    try {
        raise();
        return {};
    } catch (const CancelledError &) {
        return "Cancelled";
    } catch (const LoopClosed &) {
        return "LoopClosed";
    } catch (const Error &error) {
        return error.name();
    } catch (const std::exception &exception) {
        return typeName(typeid(exception));
    } catch (...) {
        return "UnknownError";
    }
}

std::string ExceptionGroup::name() const
{
    std::string name = "Group[";
    for (const Failure &error : m_errors) {
        if (name.back() != '[') {
            name += ',';
        }
        name += error.name();
    }
    return name += ']';
}

} // namespace awaitscope::task
