// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/noticebar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace awaitscope::widgets {

NoticeBar::NoticeBar(Kind kind, QWidget *parent)
    : QFrame(parent), m_text(new QLabel), m_layout(new QHBoxLayout(this))
{
    setObjectName(kind == Kind::Problem ? QStringLiteral("problem") : QStringLiteral("offer"));
    m_layout->setContentsMargins(12, 6, 8, 6);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->addWidget(m_text, 1);
    if (kind == Kind::Problem) {
        auto *const close = new QAction(tr("Dismiss"), this);
        connect(close, &QAction::triggered, this, &NoticeBar::fallSilent);
        offer(close);
    }
    hide();
}

void NoticeBar::offer(QAction *action)
{
    auto *const button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_layout->addWidget(button);
}

void NoticeBar::say(const QString &text)
{
    m_text->setText(text);
    show();
}

int NoticeBar::lineWidth() const
{
    constexpr int margin = 2; // an exact fit may be rounded down
    const int textWidth = m_text->fontMetrics().horizontalAdvance(m_text->text()) + margin;
    return sizeHint().width() - m_text->sizeHint().width() + textWidth;
}

QString NoticeBar::text() const
{
    return isVisible() ? m_text->text() : QString();
}

} // namespace awaitscope::widgets
