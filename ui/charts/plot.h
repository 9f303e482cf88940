// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/theme.h"

#include <QAbstractSeries>
#include <QChartView>
#include <QValueAxis>

namespace awaitscope::charts {

/// A chart with two axes of numbers, in the colours of a theme. What it shows is put in anew each
/// time: begin(), add(), end().
class Plot final : public QChartView
{
    Q_OBJECT

public:
    explicit Plot(const QString &title, QWidget *parent = nullptr);

    void setTheme(const timeline::Theme &theme);
    void setHeading(const QString &title);
    void setTitles(const QString &x, const QString &y);

    /// Takes everything away.
    void begin();
    /// Takes the series over.
    void add(QAbstractSeries *series);
    void hideFromLegend(QAbstractSeries *series);
    void showLegend(bool isShown);
    /// A line upright over the whole height, once the axes have their ranges.
    void addUpright(double x, const QColor &colour, Qt::PenStyle style);
    /// Round numbers at the ticks; the vertical axis begins at 0.
    void setRanges(double left, double right, double top);

    [[nodiscard]] QValueAxis &x() const { return *m_x; }

    /// Where a point is, in px of the viewport.
    [[nodiscard]] QPointF positionOf(QPointF value) const;

Q_SIGNALS:
    /// The mouse moved over it or, with @p isClick, was pressed; px of the viewport.
    void pointed(QPointF position, bool isClick);

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void applyTheme();

    QValueAxis *m_x;
    QValueAxis *m_y;
    const timeline::Theme *m_theme = &timeline::Theme::dark();
};

} // namespace awaitscope::charts
