// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/appearance.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace awaitscope::widgets {

using timeline::Theme;

namespace {

    [[nodiscard]] QPixmap rendered(const QString &name, const QColor &colour, int side)
    {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        if (!file.open(QIODevice::ReadOnly)) {
            return {};
        }
        QSvgRenderer renderer(file.readAll().replace("currentColor", colour.name().toLatin1()));
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        return pixmap;
    }

} // namespace

Theme::Kind desktopTheme(const QPalette &desktop)
{
    return desktop.color(QPalette::Window).lightness() < 128 ? Theme::Kind::Dark
                                                             : Theme::Kind::Light;
}

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.row);
    palette.setColor(QPalette::AlternateBase, theme.panel);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.dimText);
    palette.setColor(QPalette::Button, theme.raised);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::Highlight, theme.rowSelected);
    palette.setColor(QPalette::HighlightedText, theme.text);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Link, theme.link);
    palette.setColor(QPalette::Light, theme.buttonHover);
    palette.setColor(QPalette::Midlight, theme.raised);
    palette.setColor(QPalette::Mid, theme.border);
    palette.setColor(QPalette::Dark, theme.border);
    palette.setColor(QPalette::Shadow, theme.window);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, theme.dimText);
    }
    return palette;
}

QString styleSheetOf(const Theme &theme)
{
    QFile file(QStringLiteral(":/window.qss"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {}; // a program without the resources still has its palette
    }
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char *, QColor> colours[] = {
        {"@accentText", theme.accentText},
        {"@accent", theme.accent},
        {"@window", theme.window},
        {"@border", theme.border},
        {"@raised", theme.raised},
        {"@hover", theme.buttonHover},
        {"@pressed", theme.buttonPressed},
        {"@text", theme.text},
        {"@dim", theme.dimText},
        {"@cancel", theme.cancel},
        {"@danger", theme.danger},
        {"@deadline", theme.deadline},
        {"@link", theme.link},
        {"@rowSelected", theme.rowSelected},
        {"@rowLine", theme.rowLine},
        {"@row", theme.row},
    };
    for (const auto &[name, colour] : colours) {
        sheet.replace(QLatin1String(name), colour.name());
    }
    return sheet;
}

QIcon themedIcon(const QString &name, const QColor &colour, const QColor &disabled)
{
    QIcon icon;
    for (const int side : {16, 32, 48}) {
        icon.addPixmap(rendered(name, colour, side), QIcon::Normal);
        icon.addPixmap(rendered(name, disabled, side), QIcon::Disabled);
    }
    return icon;
}

} // namespace awaitscope::widgets
