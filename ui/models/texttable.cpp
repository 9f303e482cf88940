// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/texttable.h"

#include "engine/formats/csvwriter.h"

#include <algorithm>

namespace awaitscope::models {

QString TextTable::text() const
{
    QList<QStringList> lines{header};
    lines += rows;
    QString text;
    for (const QStringList &line : lines) {
        for (qsizetype column = 0; column < line.size(); ++column) {
            qsizetype width = 0;
            for (const QStringList &other : lines) {
                width = std::max(width, other.at(column).size());
            }
            text += column == 0 ? line.at(column).leftJustified(width)
                                : QStringLiteral("  ") + line.at(column).rightJustified(width);
        }
        text += QLatin1Char('\n');
    }
    return text;
}

QByteArray TextTable::csv() const
{
    QByteArray text;
    formats::CsvWriter writer(text);
    const auto add = [&writer](const QStringList &line) {
        for (const QString &cell : line) {
            writer.cell(cell.toStdString());
        }
        writer.endRow();
    };
    add(header);
    for (const QStringList &row : rows) {
        add(row);
    }
    return text;
}

} // namespace awaitscope::models
