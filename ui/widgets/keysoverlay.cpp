// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/keysoverlay.h"

#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <vector>

namespace awaitscope::widgets {

namespace {

    struct Hand
    {
        QString keys;
        QString what;
    };

    struct HandGroup
    {
        QString title;
        std::vector<Hand> hands;
    };

    [[nodiscard]] QString tr(const char *text)
    {
        return KeysOverlay::tr(text);
    }

    [[nodiscard]] HandGroup runHands()
    {
        return {tr("Run"),
                {{tr("Space"), tr("run, pause; after the end: again")},
                 {tr("."), tr("step to the next turn in which something happens")},
                 {tr("Shift+."), tr("step to the next event of the selected task")},
                 {tr("Ctrl+R"), tr("restart")},
                 {tr("Ctrl+Alt+Z"), tr("take back what was done last by hand")},
                 {tr("L"), tr("follow the run live")}}};
    }

    [[nodiscard]] HandGroup taskHands()
    {
        return {tr("Tasks"),
                {{tr("Click, ↑ ↓"), tr("select a task")},
                 {tr("← →"), tr("fold, unfold; to the parent, to the first child")},
                 {tr("Ctrl+← →"), tr("fold all, unfold all")},
                 {tr("F, Enter, double click"), tr("zoom to the task, or to the selected range")},
                 {tr("[ ]"), tr("follow a slot to the task it came from, went to")},
                 {tr("Del"), tr("cancel the task")},
                 {tr("Shift+Del"), tr("cancel it and all below it")},
                 {tr("Ctrl+Shift+Del"), tr("cancel every live task")},
                 {tr("Esc"), tr("select no range, then no task")}}};
    }

    [[nodiscard]] HandGroup timeHands()
    {
        return {tr("Time"),
                {{tr("Ctrl+wheel, W S"), tr("zoom at the cursor, at the middle")},
                 {tr("Shift+wheel, drag, A D"), tr("pan")},
                 {tr("Wheel, Page ↑ ↓"), tr("scroll rows")},
                 {tr("Shift+drag, Shift+← →"), tr("select a range of time")},
                 {tr("Home"), tr("the whole run")},
                 {tr("Ctrl+Z, Ctrl+Shift+Z"), tr("undo, redo navigation")}}};
    }

    [[nodiscard]] HandGroup windowHands()
    {
        return {tr("Window"),
                {{tr("Ctrl+F, /"), tr("find tasks; F3 or Enter: the next")},
                 {tr("Ctrl+Shift+F"), tr("filter tasks")},
                 {tr("R"), tr("related tasks only, and back")},
                 {tr("P"), tr("critical path of the task, or of the run")},
                 {tr("Right-click, Menu"), tr("what can be done with a task or a gather")},
                 {tr("Ctrl+1 2 3"), tr("scenario, task, tables")},
                 {tr("Ctrl+O"), tr("open a scenario or a run")},
                 {tr("Ctrl+Shift+S"), tr("save the run, or a table of it")},
                 {tr("F4"), tr("the scenario as text, and back")},
                 {tr("Ctrl+D, Ctrl+N"), tr("a copy of the scenario, a new one")},
                 {tr("Ctrl+Enter"), tr("run the text as it stands")},
                 {tr("Ctrl+E"), tr("export a picture")},
                 {tr("Ctrl+Shift+C"), tr("copy a picture")},
                 {tr("?"), tr("these keys")}}};
    }

    [[nodiscard]] QString tableOf(std::initializer_list<HandGroup> groups)
    {
        QString html = QStringLiteral("<table cellspacing='0' cellpadding='3'>");
        for (const HandGroup &group : groups) {
            html += QStringLiteral("<tr><td colspan='2'><b>%1</b></td></tr>")
                        .arg(group.title.toHtmlEscaped());
            for (const auto &[keys, what] : group.hands) {
                html += QStringLiteral("<tr><td style='padding-right:18px'>%1</td><td>%2</td></tr>")
                            .arg(keys.toHtmlEscaped(), what.toHtmlEscaped());
            }
        }
        return html + QStringLiteral("</table>");
    }

} // namespace

KeysOverlay::KeysOverlay(QWidget *parent) : QFrame(parent), m_text(new QLabel)
{
    setObjectName(QStringLiteral("overlay"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Keys"));
    m_text->setTextFormat(Qt::RichText);
    m_text->setText(
        QStringLiteral("<table><tr><td>%1</td><td width='36'></td><td>%2</td></tr></table>")
            .arg(tableOf({runHands(), taskHands()}), tableOf({timeHands(), windowHands()})));
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 18, 24, 18);
    layout->addWidget(m_text);
    hide();
}

void KeysOverlay::toggle()
{
    if (isVisible()) {
        hide();
        return;
    }
    resize(sizeHint().boundedTo(parentWidget()->size()));
    move((parentWidget()->width() - width()) / 2, (parentWidget()->height() - height()) / 2);
    show();
    raise();
    setFocus();
}

QString KeysOverlay::text() const
{
    return m_text->text();
}

bool KeysOverlay::event(QEvent *event)
{
    // No key does anything else before this is gone.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QFrame::event(event);
}

void KeysOverlay::keyPressEvent(QKeyEvent *)
{
    hide();
}

void KeysOverlay::mousePressEvent(QMouseEvent *)
{
    hide();
}

void KeysOverlay::focusOutEvent(QFocusEvent *event)
{
    QFrame::focusOutEvent(event);
    hide();
}

} // namespace awaitscope::widgets
