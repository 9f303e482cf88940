// SPDX-License-Identifier: MIT
#include "engine/formats/chrome/gzipstream.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <zlib.h>

namespace awaitscope::formats::chrome {

GzipStream::GzipStream(const QString &fileName, const Progress &progress)
    : m_file(QFileInfo(fileName).isDir() ? nullptr : gzopen(QFile::encodeName(fileName), "rb"))
    , m_progress(progress)
    , m_size(double(std::max<qint64>(QFileInfo(fileName).size(), 1)))
{ }

GzipStream::~GzipStream()
{
    if (m_file) {
        gzclose_r(m_file);
    }
}

char GzipStream::Take()
{
    const char taken = Peek();
    if (m_at < m_end) {
        ++m_at;
        ++m_position;
        m_line += taken == '\n' ? 1 : 0;
        m_column = taken == '\n' ? 1 : m_column + 1;
    }
    return taken;
}

bool GzipStream::fill()
{
    if (m_isAtEnd || m_stop != Stop::None || !m_file) {
        return false;
    }
    if (m_position - m_tokenBegin > longestToken) {
        m_stop = Stop::TooLong;
        return false;
    }
    if (m_progress && !m_progress(std::min(1.0, double(gzoffset(m_file)) / m_size))) {
        m_stop = Stop::Cancelled;
        return false;
    }
    const int count = gzread(m_file, m_buffer.data(), unsigned(m_buffer.size()));
    m_at = 0;
    m_end = std::size_t(std::max(count, 0));
    int error = Z_OK;
    gzerror(m_file, &error);
    if (count < 0 || (count == 0 && error == Z_BUF_ERROR)) {
        m_stop = Stop::Damaged;
    }
    m_isAtEnd = count <= 0;
    return count > 0;
}

} // namespace awaitscope::formats::chrome
