// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/// The errors of asyncio, and the few of Python's that asyncio raises.
namespace awaitscope::task {

/// A task was cancelled (asyncio.CancelledError). Not a std::exception, so that ordinary handlers
/// do not swallow it by accident.
class CancelledError final
{ };

/// The loop is being destroyed: a task receives it at every await until it has ended. Not a
/// std::exception either.
class LoopClosed final
{ };

/// An error that knows the name under which it is logged.
class Error : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
    [[nodiscard]] virtual std::string name() const = 0;
};

class TimeoutError final : public Error
{
public:
    TimeoutError() : Error("timed out") { }

    [[nodiscard]] std::string name() const override { return "Timeout"; }
};

class ValueError final : public Error
{
public:
    using Error::Error;

    [[nodiscard]] std::string name() const override { return "ValueError"; }
};

class RuntimeError final : public Error
{
public:
    using Error::Error;

    [[nodiscard]] std::string name() const override { return "RuntimeError"; }
};

class InvalidStateError final : public Error
{
public:
    using Error::Error;

    [[nodiscard]] std::string name() const override { return "InvalidStateError"; }
};

class QueueFull final : public Error
{
public:
    QueueFull() : Error("the queue is full") { }

    [[nodiscard]] std::string name() const override { return "QueueFull"; }
};

class QueueEmpty final : public Error
{
public:
    QueueEmpty() : Error("the queue is empty") { }

    [[nodiscard]] std::string name() const override { return "QueueEmpty"; }
};

/// An application's own error, known by its name only.
class NamedError final : public Error
{
public:
    explicit NamedError(std::string name) : Error(name), m_name(std::move(name)) { }

    [[nodiscard]] std::string name() const override { return m_name; }

private:
    std::string m_name;
};

/// Why an await, a task or a step did not end well: nothing, a cancellation, or an exception. A
/// cancellation needs no exception object, and telling it apart costs no throw. Copies share what
/// they are about.
class Failure
{
public:
    /// No failure.
    Failure() noexcept = default;

    [[nodiscard]] static Failure cancelled() noexcept { return Failure(causeCancelled); }

    /// The loop is closing.
    [[nodiscard]] static Failure closed() noexcept { return Failure(causeClosed); }

    /// TimeoutError. Nothing is allocated until it is thrown.
    [[nodiscard]] static Failure timedOut() noexcept { return Failure(causeTimedOut); }

    /// Of the exception that is being handled. Precondition: in a catch block.
    [[nodiscard]] static Failure current();

    template <typename E>
    [[nodiscard]] static Failure make(E error)
    {
        return Failure(std::make_exception_ptr(std::move(error)));
    }

    Failure(const Failure &other) noexcept : m_cause(other.m_cause)
    {
        if (hasException()) [[unlikely]] {
            share();
        }
    }

    Failure(Failure &&other) noexcept : m_cause(std::exchange(other.m_cause, causeNone)) { }

    Failure &operator=(Failure other) noexcept
    {
        std::swap(m_cause, other.m_cause);
        return *this;
    }

    ~Failure()
    {
        if (hasException()) [[unlikely]] {
            drop();
        }
    }

    [[nodiscard]] explicit operator bool() const noexcept { return m_cause != causeNone; }

    [[nodiscard]] bool isCancelled() const noexcept { return m_cause == causeCancelled; }

    [[nodiscard]] bool isClosed() const noexcept { return m_cause == causeClosed; }

    /// Throws what it stands for; returns if it is none.
    void raise() const
    {
        if (m_cause != causeNone) [[unlikely]] {
            raiseCause();
        }
    }

    /// Under which it is logged: `Cancelled`, `Timeout`, `Group[A,B]`, …; empty if it is none.
    [[nodiscard]] const std::string &name() const;

private:
    struct Cause;
    // What stands for none, and for those that need no exception: no address of a Cause.
    static constexpr quintptr causeNone = 0;
    static constexpr quintptr causeCancelled = 1;
    static constexpr quintptr causeClosed = 2;
    static constexpr quintptr causeTimedOut = 3;

    explicit Failure(quintptr cause) noexcept : m_cause(cause) { }

    explicit Failure(std::exception_ptr exception);

    [[nodiscard]] bool hasException() const noexcept { return m_cause > causeTimedOut; }

    [[nodiscard]] const Cause &cause() const noexcept;
    void share() const noexcept;
    void drop() noexcept;
    [[noreturn]] void raiseCause() const;

    quintptr m_cause = causeNone; // or one of those, or the address of a Cause
};

/// Several errors at once (Python's ExceptionGroup): how a task group fails.
class ExceptionGroup final : public Error
{
public:
    /// In the order in which they happened.
    explicit ExceptionGroup(std::vector<Failure> errors)
        : Error("unhandled errors in a task group"), m_errors(std::move(errors))
    { }

    [[nodiscard]] const std::vector<Failure> &errors() const noexcept { return m_errors; }

    /// `Group[A,B]`
    [[nodiscard]] std::string name() const override;

private:
    std::vector<Failure> m_errors;
};

} // namespace awaitscope::task
