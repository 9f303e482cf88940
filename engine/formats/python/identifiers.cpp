// SPDX-License-Identifier: MIT
#include "engine/formats/python/identifiers.h"

namespace awaitscope::formats::python {

namespace {

    // Keywords, and what a program of ours takes from Python.
    constexpr const char *reserved =
        "False None True and as assert async await break class continue def del elif else except "
        "finally for from global if import in is lambda nonlocal not or pass raise return try "
        "while "
        "with yield match case type print range list len next round max min float int str set dict "
        "super object isinstance property Exception BaseException ExceptionGroup ValueError "
        "RuntimeError TimeoutError LookupError OSError IOError EnvironmentError UnboundLocalError "
        "ArithmeticError NameError KeyboardInterrupt SystemExit GeneratorExit StopIteration "
        "StopAsyncIteration main group deadline attempt scale done pending asked task _ __name__ "
        "asyncio "
        "contextlib itertools math os sys time types SEED";

    [[nodiscard]] bool isWordByte(char letter)
    {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
            || (letter >= '0' && letter <= '9') || letter == '_';
    }

} // namespace

Identifiers::Identifiers(const QByteArrayList &taken) : m_taken(taken.begin(), taken.end())
{
    for (const QByteArray &name : QByteArray(reserved).split(' ')) {
        m_taken.insert(name);
    }
}

QByteArray Identifiers::claim(const QByteArray &wish, const QByteArray &ending)
{
    QByteArray name = wish;
    for (char &letter : name) {
        if (!isWordByte(letter)) {
            letter = '_';
        }
    }
    if (name.isEmpty() || (name.front() >= '0' && name.front() <= '9')) {
        name.prepend('_');
    }
    if (m_taken.contains(name)) {
        name += ending.isEmpty() ? QByteArray("_") : ending;
    }
    const QByteArray stem = name;
    for (int number = 2; m_taken.contains(name); ++number) {
        name = stem + QByteArray::number(number);
    }
    m_taken.insert(name);
    return name;
}

bool isBuiltinError(const QByteArray &name)
{
    // Without those that stand for others too: `except OSError` would take a timeout.
    static const QSet<QByteArray> names{"KeyError",        "IndexError",        "TypeError",
                                        "ConnectionError", "PermissionError",   "MemoryError",
                                        "AssertionError",  "ZeroDivisionError", "EOFError",
                                        "BufferError",     "FileNotFoundError", "AttributeError"};
    return names.contains(name);
}

} // namespace awaitscope::formats::python
