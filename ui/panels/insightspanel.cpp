// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/insightspanel.h"

#include "ui/models/eventtext.h"
#include "ui/panels/taskstory.h"
#include "ui/timeline/partialtext.h"
#include "ui/timeline/statenames.h"
#include "ui/timeline/timeformat.h"
#include "ui/widgets/sectionheading.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QVBoxLayout>

namespace awaitscope::panels {

using analysis::Insight;
using timeline::formatDuration;
using timeline::taskCount;

namespace {

    constexpr int leastIntervalMs = 100;
    constexpr int shortLookMs = 2; // no frame is late because of it
    constexpr int restPerWork = 400; // ms without a look for each ms of one: in 1 frame of 400

    [[nodiscard]] QString tr(const char *text)
    {
        return InsightsPanel::tr(text);
    }

    /// The tasks as links, on a line of their own.
    [[nodiscard]] QString evidence(const trace::TraceStore &store,
                                   const std::vector<trace::TaskId> &tasks)
    {
        return QStringLiteral("<br>%1").arg(taskLinks(store, tasks));
    }

    /// The sentence on slots that are held, or on those whom a wait left behind.
    [[nodiscard]] QString holdStory(const Insight &insight, const QString &resource,
                                    const QString &count)
    {
        switch (insight.kind) {
        case Insight::Kind::SlotHeldIdle:
            return tr("%1 held a slot of %2 and did no work, while others queued for it: for %3, "
                      "%4 % "
                      "of the time it was held.")
                .arg(count, resource, formatDuration(insight.ns))
                .arg(qRound(insight.share * 100));
        case Insight::Kind::Starvation:
            return tr("%1 never got %2, after up to %3 in the queue: %4 times what others usually "
                      "waited.")
                .arg(count, resource, formatDuration(insight.ns))
                .arg(insight.share, 0, 'f', 1);
        case Insight::Kind::HeadOfLine:
            return tr("Up to %1 queued for %2 behind a task that held it far longer than usual "
                      "(%3): "
                      "they lost %4.")
                .arg(taskCount(qsizetype(insight.of)), resource,
                     formatDuration(trace::Timestamp(insight.share)), formatDuration(insight.ns));
        case Insight::Kind::WorkAfterWait:
            return tr("%1 lost the race and worked on for %2, although nobody awaited the result "
                      "any "
                      "more.")
                .arg(count, formatDuration(insight.ns));
        default:
            Q_UNREACHABLE();
        }
    }

} // namespace

QString insightStory(const trace::TraceStore &store, const Insight &insight)
{
    const QString resource =
        QStringLiteral("<b>%1</b>")
            .arg(models::resourceName(store, insight.resource).toHtmlEscaped());
    const QString count = taskCount(qsizetype(insight.tasks.size()));
    const QString links = evidence(store, insight.tasks);
    switch (insight.kind) {
    case Insight::Kind::QueueingDominates:
        return tr("%1 % of the time of all tasks is spent waiting for %2: %3, by %4.")
                   .arg(qRound(insight.share * 100))
                   .arg(resource, formatDuration(insight.ns), count)
            + links;
    case Insight::Kind::TimeoutsInQueue:
        return tr("%1 of %2 timeouts passed while the task still waited for %3.")
                   .arg(insight.tasks.size())
                   .arg(insight.of)
                   .arg(resource)
            + links;
    case Insight::Kind::LeakedSlot:
        return tr("%1 ended without giving back a slot of %2; %3 wait for one.")
                   .arg(count, resource)
                   .arg(insight.of)
            + links;
    case Insight::Kind::Deadlock:
        return tr("Deadlock: %1 wait for each other in a circle.").arg(count) + links;
    case Insight::Kind::CancellationSwallowed:
        return tr("%1 kept a cancellation to itself and went on.").arg(count) + links;
    case Insight::Kind::LoopBlocked:
        return tr("The loop was blocked for up to %1, by %2: nothing else ran meanwhile.")
                   .arg(formatDuration(insight.ns), count)
            + links;
    case Insight::Kind::ErrorNeverRetrieved:
        return tr("Nobody retrieved the error of %1.").arg(count) + links;
    case Insight::Kind::WorkAfterFailure:
        return tr("After a gather had failed, its siblings worked on for %1 for a result that "
                  "nobody needed any more.")
                   .arg(formatDuration(insight.ns))
            + links;
    case Insight::Kind::RetryStorm:
        return tr("%1 tried again and again: %2 attempts failed.").arg(count).arg(insight.of)
            + links;
    case Insight::Kind::SlotHeldIdle:
    case Insight::Kind::Starvation:
    case Insight::Kind::HeadOfLine:
    case Insight::Kind::WorkAfterWait:
        return holdStory(insight, resource, count) + links;
    }
    Q_UNREACHABLE();
}

InsightsPanel::InsightsPanel(models::SelectionController &selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_heading(widgets::sectionHeading(tr("What Awaitscope sees")))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 8, 0, 0);
    m_layout->setSpacing(8);
    m_layout->addWidget(m_heading);
    m_next.setSingleShot(true);
    m_rest.setSingleShot(true);
    m_rest.setInterval(leastIntervalMs);
    for (const QTimer *const timer : {&m_next, &m_rest}) {
        connect(timer, &QTimer::timeout, this, &InsightsPanel::look);
    }
    hide();
}

QLabel *InsightsPanel::addCard()
{
    auto *const card = new QLabel;
    card->setObjectName(QStringLiteral("card"));
    card->setWordWrap(true);
    card->setTextFormat(Qt::RichText);
    card->setTextInteractionFlags(Qt::TextBrowserInteraction);
    card->setAccessibleName(tr("Insight"));
    connect(card, &QLabel::linkActivated, this,
            [this](const QString &link) { m_selection.select(taskOfLink(link)); });
    m_layout->addWidget(card);
    m_cards.push_back(card);
    return card;
}

void InsightsPanel::setTrace(models::TraceModel *trace)
{
    if (m_trace) {
        m_trace->disconnect(this);
    }
    m_trace = trace;
    m_seen = 0;
    m_next.stop();
    m_rest.stop();
    m_next.setInterval(leastIntervalMs);
    show({});
    if (trace) {
        connect(trace, &models::TraceModel::updated, this, &InsightsPanel::lookAgain);
    }
}

void InsightsPanel::lookAgain()
{
    if (m_trace->spans().position() == m_seen) {
        return;
    }
    m_rest.start();
    if (!m_next.isActive()) {
        m_next.start();
    }
}

void InsightsPanel::look()
{
    if (!m_trace) {
        return;
    }
    m_next.stop();
    m_rest.stop();
    QElapsedTimer timer;
    timer.start();
    m_seen = m_trace->spans().position();
    show(analysis::findInsights(m_trace->store(), m_trace->spans(), m_trace->now()));
    const qint64 work = timer.elapsed();
    m_next.setInterval(work <= shortLookMs ? leastIntervalMs : int(work * restPerWork));
}

void InsightsPanel::show(const std::vector<Insight> &insights)
{
    while (m_cards.size() > insights.size()) {
        delete m_cards.back();
        m_cards.pop_back();
    }
    for (std::size_t i = 0; i < insights.size(); ++i) {
        QLabel *const card = i < m_cards.size() ? m_cards[i] : addCard();
        card->setText(insightStory(m_trace->store(), insights[i]));
    }
    const QString partial = m_trace ? timeline::partialText(m_trace->store()) : QString();
    const QString heading =
        partial.isEmpty() ? tr("What Awaitscope sees") : tr("What Awaitscope sees (partial)");
    m_heading->setText(heading.toUpper());
    m_heading->setToolTip(partial);
    setVisible(!insights.empty());
}

// Links keep the colour of the palette that was there when their text was set.
void InsightsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        for (QLabel *const card : m_cards) {
            const QString text = card->text();
            card->clear();
            card->setText(text);
        }
    }
}

QStringList InsightsPanel::stories() const
{
    QStringList texts;
    for (const QLabel *const card : m_cards) {
        texts += card->text();
    }
    return texts;
}

} // namespace awaitscope::panels
