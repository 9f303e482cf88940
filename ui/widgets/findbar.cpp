// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/findbar.h"

#include "ui/widgets/timelinewidget.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

namespace awaitscope::widgets {

using models::SelectionController;
using models::TaskSearch;
using trace::TaskId;

namespace {

    constexpr int fieldWidth = 190;
    constexpr int distance = 8; // px from the edges of the timeline

    [[nodiscard]] QToolButton *button(Qt::ArrowType arrow, const QString &name)
    {
        auto *const result = new QToolButton;
        result->setArrowType(arrow);
        result->setToolTip(name);
        result->setAccessibleName(name);
        result->setFocusPolicy(Qt::NoFocus);
        return result;
    }

} // namespace

FindBar::FindBar(TimelineWidget &timeline)
    : QFrame(&timeline), m_timeline(timeline), m_field(new QLineEdit), m_count(new QLabel)
{
    setObjectName(QStringLiteral("overlay"));
    setCursor(Qt::ArrowCursor);
    m_field->setPlaceholderText(tr("Find tasks"));
    m_field->setAccessibleName(tr("Find tasks"));
    m_field->setClearButtonEnabled(true);
    m_field->setFixedWidth(fieldWidth);
    m_field->installEventFilter(this);
    QToolButton *const previous = button(Qt::UpArrow, tr("Previous (Shift+Enter)"));
    QToolButton *const next = button(Qt::DownArrow, tr("Next (Enter)"));
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(6);
    for (QWidget *const widget : std::initializer_list<QWidget *>{m_field, m_count, previous, next}) {
        layout->addWidget(widget);
    }
    connect(previous, &QToolButton::clicked, this, &FindBar::goToPrevious);
    connect(next, &QToolButton::clicked, this, &FindBar::goToNext);
    connect(m_field, &QLineEdit::textEdited, this, &FindBar::search);
    connect(m_field, &QLineEdit::textChanged, &timeline.search(), &TaskSearch::setText);
    connect(&timeline.search(), &TaskSearch::changed, this, &FindBar::showCount);
    connect(&timeline.selection(), &SelectionController::changed, this, &FindBar::showCount);
    connect(&timeline.zoom(), &models::ZoomController::viewChanged, this, &FindBar::place);
    hide();
}

void FindBar::open()
{
    m_origin = m_timeline.selection().task();
    m_timeline.search().setText(m_field->text());
    showCount();
    show();
    raise();
    place();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::close()
{
    m_timeline.search().setText({});
    m_timeline.setFocus(Qt::OtherFocusReason);
    hide();
}

void FindBar::search()
{
    m_timeline.search().setText(m_field->text());
    go(m_timeline.search().from(m_origin));
}

void FindBar::goToNext()
{
    if (isHidden()) {
        open();
    }
    go(m_timeline.search().after(m_timeline.selection().task()));
}

void FindBar::goToPrevious()
{
    if (isHidden()) {
        open();
    }
    go(m_timeline.search().before(m_timeline.selection().task()));
}

void FindBar::go(TaskId task)
{
    if (task) {
        m_timeline.selection().select(task);
        m_timeline.zoom().reveal(task);
    }
}

void FindBar::showCount()
{
    TaskSearch &search = m_timeline.search();
    const int count = int(search.matches().size());
    QString text;
    if (isVisible() && !search.text().isEmpty()) {
        const int position = search.position(m_timeline.selection().task());
        text = count == 0  ? tr("not found")
            : position > 0 ? tr("%1 of %2").arg(position).arg(count)
                           : tr("%1 found").arg(count);
    }
    m_count->setText(text);
    place();
}

void FindBar::place()
{
    if (isHidden()) {
        return;
    }
    const QSize size = sizeHint();
    const timeline::View &view = m_timeline.view();
    const int top = int(view.viewport.top() + timeline::View::rulerHeight) + distance;
    setGeometry(int(view.viewport.right()) - size.width() - distance, top, size.width(),
                size.height());
}

bool FindBar::eventFilter(QObject *, QEvent *event)
{
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    if (!isOverride && event->type() != QEvent::KeyPress) {
        return false;
    }
    auto *const pressed = static_cast<QKeyEvent *>(event);
    if (isOverride) {
        // Here Esc closes; elsewhere it belongs to the window.
        pressed->setAccepted(pressed->key() == Qt::Key_Escape || pressed->isAccepted());
        return pressed->key() == Qt::Key_Escape;
    }
    return key(pressed->key(), pressed->modifiers() & ~Qt::KeypadModifier);
}

bool FindBar::key(int key, Qt::KeyboardModifiers modifiers)
{
    switch (key) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        modifiers == Qt::ShiftModifier ? goToPrevious() : goToNext();
        return true;
    case Qt::Key_Down:
        goToNext();
        return true;
    case Qt::Key_Up:
        goToPrevious();
        return true;
    default:
        return false;
    }
}

} // namespace awaitscope::widgets
