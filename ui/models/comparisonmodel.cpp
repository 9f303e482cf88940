// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/comparisonmodel.h"

#include <QElapsedTimer>

#include <algorithm>

namespace awaitscope::models {

namespace {

    constexpr int leastIntervalMs = 100;
    constexpr int restPerWork = 20; // ms without a comparison for each ms of one and its display

} // namespace

ComparisonModel::ComparisonModel(const trace::TraceStore &before, const QString &title,
                                 QObject *parent)
    : QObject(parent)
    , m_store(before)
    , m_spans(before)
    , m_timeline(before, m_spans)
    , m_other{m_timeline, m_comparison, title}
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &ComparisonModel::compare);
}

void ComparisonModel::setRunSpec(const QString &name, const QByteArray &runSpec)
{
    m_other.name = name;
    m_other.runSpec = runSpec;
}

void ComparisonModel::setAfter(TraceModel *after)
{
    if (m_after) {
        m_after->disconnect(this);
    }
    m_after = after;
    if (after) {
        connect(after, &TraceModel::updated, this, &ComparisonModel::compareLater);
    }
    compare();
}

void ComparisonModel::update(trace::Timestamp now)
{
    m_spans.update();
    m_other.now = now;
    compareLater();
}

void ComparisonModel::compareLater()
{
    if (!m_next.isActive()) {
        m_next.start();
    }
}

void ComparisonModel::compare()
{
    m_next.stop();
    QElapsedTimer timer;
    timer.start();
    m_comparison = m_after
        ? analysis::compareRuns({m_store, m_spans, m_other.now},
                                {m_after->store(), m_after->spans(), m_after->now()})
        : analysis::Comparison();
    Q_EMIT changed();
    m_next.setInterval(int(std::max<qint64>(leastIntervalMs, timer.elapsed() * restPerWork)));
}

} // namespace awaitscope::models
