// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QHBoxLayout;
class QLabel;

namespace awaitscope::widgets {

/// A strip over the timeline that says something of the run as a whole, and offers what can be done
/// about it. Hidden until it has something to say.
class NoticeBar final : public QFrame
{
    Q_OBJECT

public:
    enum class Kind : quint8 {
        Problem, ///< the user can put it away
        Offer, ///< stays as long as what it speaks of
    };

    explicit NoticeBar(Kind kind, QWidget *parent = nullptr);

    /// Adds a button. Not owned.
    void offer(QAction *action);
    void say(const QString &text);

    void fallSilent() { hide(); }

    [[nodiscard]] QString text() const;
    /// How wide (px) it would have to be to say it on one line.
    [[nodiscard]] int lineWidth() const;

private:
    QLabel *m_text;
    QHBoxLayout *m_layout;
};

} // namespace awaitscope::widgets
