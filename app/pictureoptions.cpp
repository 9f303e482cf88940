// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictureoptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cmath>

namespace awaitscope::app {

using exporting::Ground;
using exporting::PictureOptions;
using scenario::Problem;
using scenario::Result;
using timeline::Theme;

namespace {

    [[nodiscard]] QString tr(const char *text)
    {
        return QCoreApplication::translate("CommandLine", text);
    }

    [[nodiscard]] Problem problem(const QString &message)
    {
        return {{}, {}, {}, message};
    }

    /// Reads a whole number, if the option is there.
    [[nodiscard]] std::optional<Problem> readNumber(const QCommandLineParser &parser,
                                                    const QString &option, int &value)
    {
        if (!parser.isSet(option)) {
            return std::nullopt;
        }
        bool isNumber = false;
        value = parser.value(option).toInt(&isNumber);
        return isNumber ? std::nullopt
                        : std::optional(problem(tr("--%1 takes a whole number").arg(option)));
    }

    [[nodiscard]] std::optional<Problem> readTheme(const QString &name, PictureOptions &options)
    {
        struct Choice
        {
            QLatin1String name;
            Theme::Kind theme;
            Ground ground;
        };

        static constexpr Choice choices[] = {
            {QLatin1String("dark"), Theme::Kind::Dark, Ground::Opaque},
            {QLatin1String("light"), Theme::Kind::Light, Ground::Opaque},
            {QLatin1String("transparent"), Theme::Kind::Light, Ground::Transparent},
            {QLatin1String("transparent-dark"), Theme::Kind::Dark, Ground::Transparent},
        };
        for (const Choice &choice : choices) {
            if (name == choice.name) {
                options.theme = choice.theme;
                options.ground = choice.ground;
                return std::nullopt;
            }
        }
        return problem(tr("--theme takes dark, light, transparent or transparent-dark"));
    }

    /// `1.5:2.25`, in seconds; without the one it is from the beginning, without the other to the
    /// end.
    [[nodiscard]] std::optional<Problem> readRange(const QString &text, PictureOptions &options)
    {
        constexpr double longest = 4e9; // s
        const auto wrong =
            problem(tr("--range takes two times in seconds, like 0.5:2 or 0.5: (to the end)"));
        const QStringList parts = text.split(QLatin1Char(':'));
        if (parts.size() != 2) {
            return wrong;
        }
        trace::TimeRange range{0, trace::endOfTime};
        const auto read = [](const QString &part, trace::Timestamp &time) {
            bool isNumber = part.isEmpty();
            if (isNumber) {
                return true;
            }
            const double seconds = part.toDouble(&isNumber);
            time = isNumber && std::abs(seconds) <= longest ? std::llround(seconds * 1e9) : 0;
            return isNumber && std::abs(seconds) <= longest;
        };
        if (!read(parts.first(), range.begin) || !read(parts.last(), range.end)) {
            return wrong;
        }
        options.range = range;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Problem> readRows(const QString &text, PictureOptions &options)
    {
        if (text == QStringLiteral("all")) {
            options.rowCount = PictureOptions::allRows;
            return std::nullopt;
        }
        bool isNumber = false;
        options.rowCount = text.toInt(&isNumber);
        return isNumber ? std::nullopt
                        : std::optional(problem(tr("--rows takes a number of rows, or all")));
    }

} // namespace

void addPictureOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("width"),
         tr("Width of a picture in pixels (default %1).").arg(PictureOptions::defaultWidth),
         QStringLiteral("px")},
        {QStringLiteral("scale"), tr("Scale of a PNG, 1 to 4 (default 1)."),
         QStringLiteral("factor")},
        {QStringLiteral("theme"),
         tr("Theme of a picture: dark (default), light, transparent (for light pages) or "
            "transparent-dark."),
         QStringLiteral("name")},
        {QStringLiteral("range"),
         tr("Part of a picture's time in seconds, like 0.5:2 (default: all)."),
         QStringLiteral("from:to")},
        {QStringLiteral("rows"),
         tr("Rows of a picture at most, or all (default %1).").arg(PictureOptions::defaultRows),
         QStringLiteral("n")},
        {QStringLiteral("no-header"), tr("Leave out a picture's title and parameters.")},
        {QStringLiteral("no-legend"), tr("Leave out a picture's legend.")},
        {QStringLiteral("no-run"), tr("Leave out the run, which a picture carries otherwise.")},
    });
}

Result<PictureOptions> readPictureOptions(const QCommandLineParser &parser)
{
    PictureOptions options;
    options.theme = Theme::Kind::Dark;
    options.hasHeader = !parser.isSet(QStringLiteral("no-header"));
    options.hasLegend = !parser.isSet(QStringLiteral("no-legend"));
    options.carriesRun = !parser.isSet(QStringLiteral("no-run"));
    std::optional<Problem> wrong = readNumber(parser, QStringLiteral("width"), options.width);
    if (!wrong) {
        wrong = readNumber(parser, QStringLiteral("scale"), options.scale);
    }
    if (!wrong && parser.isSet(QStringLiteral("theme"))) {
        wrong = readTheme(parser.value(QStringLiteral("theme")), options);
    }
    if (!wrong && parser.isSet(QStringLiteral("range"))) {
        wrong = readRange(parser.value(QStringLiteral("range")), options);
    }
    if (!wrong && parser.isSet(QStringLiteral("rows"))) {
        wrong = readRows(parser.value(QStringLiteral("rows")), options);
    }
    if (!wrong) {
        wrong = problemWith(options);
    }
    if (wrong) {
        return *wrong;
    }
    return options;
}

} // namespace awaitscope::app
