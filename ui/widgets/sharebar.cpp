// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sharebar.h"

#include "ui/timeline/timeformat.h"

#include <QPainter>

#include <numeric>

namespace awaitscope::widgets {

namespace {

    constexpr int barHeight = 14;
    constexpr int gap = 6;
    constexpr int swatch = 9;

} // namespace

ShareBar::ShareBar(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ShareBar::setTheme(const timeline::Theme &theme)
{
    m_theme = &theme;
    update();
}

void ShareBar::setShares(std::vector<analysis::TimeShare> shares, QStringList names)
{
    Q_ASSERT(qsizetype(shares.size()) == names.size());
    if (shares == m_shares && names == m_names) {
        return;
    }
    const bool isResized = shares.size() != m_shares.size();
    m_shares = std::move(shares);
    m_names = std::move(names);
    setAccessibleDescription(m_names.join(QStringLiteral(", ")));
    if (isResized) {
        updateGeometry();
    }
    update();
}

QSize ShareBar::sizeHint() const
{
    const int lines = int(m_shares.size());
    return {160, barHeight + gap + lines * (fontMetrics().height() + 3)};
}

void ShareBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto total = std::accumulate(
        m_shares.begin(), m_shares.end(), 0.0,
        [](double sum, const analysis::TimeShare &share) { return sum + double(share.ns); });
    double x = 0;
    int y = barHeight + gap;
    const int lineHeight = fontMetrics().height() + 3;
    for (std::size_t i = 0; i < m_shares.size(); ++i) {
        const analysis::TimeShare &share = m_shares[i];
        const timeline::BarStyle &style = m_theme->forState(share.state);
        const double width = double(share.ns) / total * this->width();
        painter.fillRect(QRectF(x, 0, width, barHeight), style.fill);
        x += width;
        const QRect line(0, y, this->width(), lineHeight);
        painter.fillRect(QRect(0, y + (lineHeight - swatch) / 2, swatch, swatch), style.fill);
        painter.setPen(m_theme->text);
        painter.drawText(line.adjusted(swatch + 7, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         m_names[qsizetype(i)]);
        painter.setPen(m_theme->dimText);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                         tr("%1  %2 %")
                             .arg(timeline::formatDuration(share.ns))
                             .arg(double(share.ns) / total * 100, 3, 'f', 0));
        y += lineHeight;
    }
}

} // namespace awaitscope::widgets
