// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <array>
#include <functional>

struct gzFile_s;

namespace awaitscope::formats::chrome {

/// Called now and then with the part that was read, from 0 to 1; false: give up.
using Progress = std::function<bool(double part)>;

/// A file as a stream of RapidJSON, a buffer at a time: plain, or packed by gzip.
class GzipStream
{
public:
    using Ch = char;

    /// What came to an end before the file did.
    enum class Stop : quint8 {
        None,
        Cancelled,
        Damaged, ///< it cannot be read or unpacked to the end
        TooLong, ///< a text without end: longer than longestToken
    };

    /// A single text or number may be so long; bytes.
    static constexpr std::size_t longestToken = std::size_t(64) << 20;

    GzipStream(const QString &fileName, const Progress &progress);
    ~GzipStream();
    Q_DISABLE_COPY_MOVE(GzipStream)

    [[nodiscard]] bool isOpen() const noexcept { return m_file != nullptr; }

    [[nodiscard]] Stop stop() const noexcept { return m_stop; }

    /// Whether everything was read.
    [[nodiscard]] bool isAtEnd() const noexcept { return m_isAtEnd && m_at == m_end; }

    /// Where the stream stands; lines and columns (bytes) from 1.
    [[nodiscard]] int line() const noexcept { return m_line; }

    [[nodiscard]] int column() const noexcept { return m_column; }

    /// A token was complete.
    void noteToken() noexcept { m_tokenBegin = m_position; }

    // What RapidJSON asks for. A zero is the end.
    [[nodiscard]] char Peek() { return m_at < m_end || fill() ? m_buffer[m_at] : '\0'; }

    char Take();

    [[nodiscard]] std::size_t Tell() const noexcept { return m_position; }

    char *PutBegin() { return nullptr; }

    void Put(char) { }

    void Flush() { }

    std::size_t PutEnd(char *) { return 0; }

private:
    [[nodiscard]] bool fill();

    gzFile_s *m_file;
    const Progress &m_progress;
    double m_size; // of the file, bytes
    std::array<char, 65536> m_buffer{};
    std::size_t m_at = 0; // in m_buffer
    std::size_t m_end = 0;
    std::size_t m_position = 0; // in what was unpacked
    std::size_t m_tokenBegin = 0;
    int m_line = 1;
    int m_column = 1;
    bool m_isAtEnd = false;
    Stop m_stop = Stop::None;
};

} // namespace awaitscope::formats::chrome
