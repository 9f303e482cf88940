// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/querybar.h"

#include "ui/timeline/statenames.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStringListModel>

namespace awaitscope::widgets {

using analysis::Query;

namespace {

    constexpr int leastWidth = 190;
    constexpr int mostWidth = 460;

} // namespace

QueryBar::QueryBar(models::QueryController &query, QWidget *parent)
    : QWidget(parent)
    , m_query(query)
    , m_field(new QLineEdit)
    , m_count(new QLabel)
    , m_mistake(new QLabel(this))
    , m_offers(new QStringListModel(this))
    , m_completer(new QCompleter(m_offers, this))
{
    m_field->setPlaceholderText(tr("Filter: state:waiting on:gpu"));
    m_field->setToolTip(tr("Words of the name, or state: on: dur: waited: name: parent: cause: "
                           "group: related:\nSpace is and, | is or, - is not. Timeline, tables and "
                           "statistics follow."));
    m_field->setAccessibleName(tr("Filter tasks"));
    m_field->setClearButtonEnabled(true);
    m_field->setMinimumWidth(leastWidth);
    m_field->setMaximumWidth(mostWidth);
    m_field->installEventFilter(this);
    m_count->setEnabled(false); // dimmed
    m_mistake->setObjectName(QStringLiteral("mistake"));
    m_mistake->hide();
    m_completer->setWidget(m_field);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 3, 8, 3);
    layout->setSpacing(8);
    layout->addWidget(m_count);
    layout->addWidget(m_field, 1);
    connect(m_field, &QLineEdit::textChanged, &query, &models::QueryController::setText);
    connect(m_field, &QLineEdit::textEdited, this, &QueryBar::offer);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &QueryBar::take);
    connect(&query, &models::QueryController::textChanged, this, &QueryBar::showText);
    connect(&query, &models::QueryController::changed, this, &QueryBar::showCount);
    connect(&query, &models::QueryController::grown, this, &QueryBar::showCount);
    showCount();
}

void QueryBar::setRoom(int width)
{
    constexpr int beside = 130; // the count and the margins
    m_field->setMinimumWidth(std::clamp(width - beside, leastWidth, mostWidth));
}

void QueryBar::open()
{
    m_field->setFocus();
    m_field->selectAll();
}

bool QueryBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto *const key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && !m_field->text().isEmpty()
            && !m_completer->popup()->isVisible()) {
            if (event->type() == QEvent::KeyPress) {
                m_field->clear();
            }
            event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void QueryBar::offer()
{
    const trace::TraceStore *const store = m_query.trace() ? &m_query.trace()->store() : nullptr;
    const qsizetype cursor = m_field->cursorPosition();
    const QStringList offered = Query::completions(m_field->text(), cursor, store);
    const qsizetype begin = Query::wordBegin(m_field->text(), cursor);
    const QString word = m_field->text().sliced(begin, cursor - begin);
    if (offered.isEmpty() || word.isEmpty() || offered == QStringList(word)) {
        m_completer->popup()->hide();
        return;
    }
    m_offers->setStringList(offered);
    const int left = m_field->inputMethodQuery(Qt::ImCursorRectangle).toRect().left();
    m_completer->complete(
        QRect(left, 0, std::max(160, m_field->width() - left), m_field->height()));
}

void QueryBar::take(const QString &completion)
{
    QString text = m_field->text();
    const qsizetype cursor = m_field->cursorPosition();
    const qsizetype begin = Query::wordBegin(text, cursor);
    const QString word = completion.endsWith(u':') ? completion : completion + u' ';
    text.replace(begin, cursor - begin, word);
    m_field->setText(text);
    m_field->setCursorPosition(int(begin + word.size()));
    offer();
}

void QueryBar::showText()
{
    if (m_field->text() != m_query.text()) {
        m_field->setText(m_query.text());
    }
    showMistake();
    showCount();
}

void QueryBar::showCount()
{
    const models::TraceModel *const trace = m_query.trace();
    const QString all = timeline::taskCount(trace ? trace->taskCount() : 0);
    if (m_query.isLooking()) {
        m_count->setText(tr("… of %1").arg(all));
    } else if (!m_query.isActive()) {
        m_count->setText(all);
    } else {
        const bool isOneMore(m_query.trace() && m_query.trace()->layout().shownAnyway());
        m_count->setText(isOneMore ? tr("%1 + 1 of %2").arg(m_query.count()).arg(all)
                                   : tr("%1 of %2").arg(m_query.count()).arg(all));
    }
}

void QueryBar::showMistake()
{
    const auto &problem = m_query.problem();
    m_mistake->setVisible(problem.has_value());
    if (!problem) {
        return;
    }
    m_mistake->setParent(window());
    m_mistake->setText(tr("Column %1: %2").arg(problem->place.column).arg(problem->message));
    m_mistake->setWordWrap(true);
    m_mistake->setFixedWidth(m_field->width());
    m_mistake->adjustSize();
    m_mistake->move(m_field->mapTo(window(), QPoint(0, m_field->height() + 1)));
    m_mistake->raise();
    m_mistake->show();
}

QString QueryBar::mistake() const
{
    return m_query.problem() ? m_mistake->text() : QString();
}

} // namespace awaitscope::widgets
