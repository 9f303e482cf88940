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

/// An exception, shared by the failures of one thread.
struct Failure::Cause
{
    std::exception_ptr exception;
    mutable quint32 owners = 1;
    mutable std::string name; // once it was asked for
};

Failure Failure::current()
{
    // Without throwing it again to see what it is, which would cost as much as the first throw.
    const std::type_info *const type = abi::__cxa_current_exception_type();
    if (type && *type == typeid(CancelledError)) {
        return cancelled();
    }
    if (type && *type == typeid(LoopClosed)) {
        return closed();
    }
    if (type && *type == typeid(TimeoutError)) {
        return timedOut();
    }
    return Failure(std::current_exception());
}

Failure::Failure(std::exception_ptr exception) : m_cause(quintptr(new Cause{std::move(exception)}))
{ }

const Failure::Cause &Failure::cause() const noexcept
{
    return *reinterpret_cast<const Cause *>(m_cause);
}

void Failure::share() const noexcept
{
    ++cause().owners;
}

void Failure::drop() noexcept
{
    if (--cause().owners == 0) {
        delete &cause();
    }
}

void Failure::raiseCause() const
{
    if (isCancelled()) {
        throw CancelledError();
    }
    if (isClosed()) {
        throw LoopClosed();
    }
    if (m_cause == causeTimedOut) {
        throw TimeoutError();
    }
    std::rethrow_exception(cause().exception);
}

namespace {

    [[nodiscard]] std::string nameOf(const std::exception_ptr &exception)
    {
        try {
            std::rethrow_exception(exception);
        } catch (const Error &error) {
            return error.name();
        } catch (const std::exception &known) {
            return typeName(typeid(known));
        } catch (...) {
            return "UnknownError";
        }
    }

} // namespace

const std::string &Failure::name() const
{
    static const std::string none;
    static const std::string cancelled = "Cancelled";
    static const std::string closed = "LoopClosed";
    static const std::string timedOut = "Timeout";
    if (m_cause == causeNone) {
        return none;
    }
    if (!hasException()) {
        return isCancelled() ? cancelled : isClosed() ? closed : timedOut;
    }
    if (cause().name.empty()) {
        cause().name = nameOf(cause().exception);
    }
    return cause().name;
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
