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
    QString sheet = QStringLiteral(R"(
QMainWindow, QToolBar, QStatusBar, QMenuBar { background: @window; }
QToolBar { border: 0; border-bottom: 1px solid @border; padding: 6px 8px; spacing: 6px; }
QStatusBar { border-top: 1px solid @border; }
QStatusBar::item { border: 0; }
QMenuBar { border-bottom: 1px solid @border; padding: 2px 6px; }
QMenuBar::item { padding: 4px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @raised; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 20px; border-radius: 3px; }
QMenu::item:selected { background: @hover; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QToolButton, QPushButton { background: @raised; color: @text; border: 1px solid @border;
    border-radius: 5px; padding: 5px 10px; min-height: 16px; }
QToolButton:hover, QPushButton:hover { background: @hover; }
QToolButton:pressed, QPushButton:pressed { background: @pressed; }
QToolButton:focus, QPushButton:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus
    { border-color: @accent; }
QToolButton:disabled, QPushButton:disabled { color: @dim; background: @window; }
QToolButton#primary, QPushButton#primary { background: @accent; color: @accentText; border-color: @accent;
    font-weight: 600; min-width: 62px; }
QToolButton#primary:disabled, QPushButton#primary:disabled { background: @raised; color: @dim; border-color: @border; }
QToolButton#danger { color: @cancel; }
QToolButton#danger:disabled { color: @dim; }
QToolButton:checked { background: @hover; border-color: @accent; }
QComboBox { background: @raised; border: 1px solid @border; border-radius: 5px;
    padding: 5px 10px; min-height: 16px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url(:/icons/chevron.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @border; padding: 4px;
    selection-background-color: @hover; selection-color: @text; }
QHeaderView { background: @raised; }
QHeaderView::section { background: @raised; color: @dim; border: 0;
    border-bottom: 1px solid @border; padding: 4px 8px; }
QTableView { background: @row; border: 0; gridline-color: @rowLine;
    selection-background-color: @rowSelected; selection-color: @text; }
QFrame#problem, QFrame#offer { background: @raised; border: 0; border-bottom: 1px solid @border;
    border-left: 4px solid @danger; }
QFrame#overlay { background: @raised; border: 1px solid @dim; border-radius: 8px; }
QFrame#offer { border-left-color: @deadline; }
QLineEdit { background: @row; border: 1px solid @border; border-radius: 5px; padding: 4px 8px;
    min-height: 16px; selection-background-color: @accent; selection-color: @accentText; }
QLineEdit:focus { border-color: @accent; }
QTabBar::tab { background: transparent; color: @dim; border: 0; padding: 7px 14px;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @link; }
QTabWidget::pane { border: 0; border-top: 1px solid @border; }
QTableView::item { padding: 0 6px; border: 0; }
QSplitter::handle { background: @border; }
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 4px; }
QScrollBar:vertical { background: @row; width: 12px; margin: 0; }
QScrollBar:horizontal { background: @row; height: 12px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 4px; margin: 2px; min-height: 24px; }
QScrollBar::handle:hover { background: @dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)");
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
