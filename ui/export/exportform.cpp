// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportform.h"

#include "ui/timeline/statenames.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QSpinBox>

#include <array>
#include <cmath>

namespace awaitscope::exporting {

using timeline::Theme;

namespace {

    constexpr double longest = 4e9; // s

    struct Look
    {
        Theme::Kind theme;
        Ground ground;
    };

    constexpr std::array<Look, 4> looks{{
        {Theme::Kind::Light, Ground::Opaque},
        {Theme::Kind::Dark, Ground::Opaque},
        {Theme::Kind::Light, Ground::Transparent},
        {Theme::Kind::Dark, Ground::Transparent},
    }};

    [[nodiscard]] QDoubleSpinBox *timeField(const QString &name, const char *objectName)
    {
        auto *const field = new QDoubleSpinBox;
        field->setRange(-longest, longest);
        field->setDecimals(3);
        field->setSingleStep(0.1);
        field->setSuffix(QStringLiteral(" s"));
        field->setAccessibleName(name);
        field->setToolTip(name);
        field->setObjectName(QLatin1String(objectName));
        return field;
    }

    void setTime(QDoubleSpinBox &field, trace::Timestamp time)
    {
        field.setValue(double(time) / double(trace::nanosecondsPerSecond));
    }

    [[nodiscard]] trace::Timestamp timeOf(const QDoubleSpinBox &field)
    {
        return std::llround(field.value() * double(trace::nanosecondsPerSecond));
    }

} // namespace

ExportForm::ExportForm(const ExportChoices &choices, QWidget *parent)
    : QWidget(parent), m_choices(choices), m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addContents();
    addLook();
    fill();
    enable();
    for (QComboBox *const combo : {m_format, m_time, m_rows, m_theme, m_scale}) {
        connect(combo, &QComboBox::currentIndexChanged, this, &ExportForm::read);
    }
    for (QDoubleSpinBox *const field : {m_from, m_to}) {
        connect(field, &QDoubleSpinBox::valueChanged, this, &ExportForm::read);
    }
    for (QSpinBox *const field : {m_rowCount, m_width}) {
        connect(field, &QSpinBox::valueChanged, this, &ExportForm::read);
    }
    for (QCheckBox *const check : {m_header, m_legend, m_selection, m_run}) {
        connect(check, &QCheckBox::toggled, this, &ExportForm::read);
    }
}

void ExportForm::addContents()
{
    m_format = addCombo(tr("&Format"), {tr("PNG, pixels"), tr("SVG, vectors"), tr("PDF, vectors")},
                        "exportFormat");
    m_time =
        addCombo(tr("&Time"), {tr("Whole run"), tr("What is visible"), tr("Range")}, "exportTime");
    m_from = timeField(tr("From"), "exportFrom");
    m_to = timeField(tr("To"), "exportTo");
    m_range = new QHBoxLayout;
    m_range->setSpacing(8);
    m_range->addWidget(m_from, 1);
    m_range->addWidget(new QLabel(tr("to")));
    m_range->addWidget(m_to, 1);
    m_form->addRow(QString(), m_range);
    m_rows = addCombo(tr("&Rows"), {{}, {}, {}, tr("The first rows")}, "exportRows");
    m_rowCount = new QSpinBox;
    m_rowCount->setRange(1, 1'000'000);
    m_rowCount->setAccessibleName(tr("How many rows"));
    m_rowCount->setObjectName(QStringLiteral("exportRowCount"));
    m_form->addRow(QString(), m_rowCount);
}

void ExportForm::addLook()
{
    m_theme = addCombo(tr("Th&eme"),
                       {tr("Light"), tr("Dark"), tr("Transparent, for light pages"),
                        tr("Transparent, for dark pages")},
                       "exportTheme");
    m_width = new QSpinBox;
    m_width->setRange(PictureOptions::smallestWidth, PictureOptions::largestWidth);
    m_width->setSingleStep(100);
    m_width->setSuffix(tr(" px"));
    m_width->setObjectName(QStringLiteral("exportWidth"));
    m_form->addRow(tr("&Width"), m_width);
    QStringList scales;
    for (int scale = 1; scale <= PictureOptions::largestScale; ++scale) {
        scales += tr("%1× (%2 dpi)").arg(scale).arg(scale * dotsPerInch);
    }
    m_scale = addCombo(tr("&Scale"), scales, "exportScale");
    m_header = addCheck(tr("&Header: scenario, parameters, time"), "exportHeader");
    m_legend = addCheck(tr("&Legend"), "exportLegend");
    m_selection = addCheck(tr("Highlight the selecte&d task"), "exportSelection");
    m_run = addCheck(tr("&Carry the run, so that the picture opens it"), "exportRun");
}

QComboBox *ExportForm::addCombo(const QString &label, const QStringList &items, const char *name)
{
    auto *const combo = new QComboBox;
    combo->addItems(items);
    combo->setObjectName(QLatin1String(name));
    m_form->addRow(label, combo);
    return combo;
}

QCheckBox *ExportForm::addCheck(const QString &text, const char *name)
{
    auto *const check = new QCheckBox(text);
    check->setObjectName(QLatin1String(name));
    m_form->addRow(QString(), check);
    return check;
}

void ExportForm::show(const ShownRun &shown)
{
    const QScopedValueRollback filling(m_isFilling, true);
    const timeline::TrackLayout &layout = shown.trace.layout();
    const auto [first, last] = shown.view.visibleRows(layout);
    const auto describe = [this](ExportChoices::Rows rows, const QString &text, int count) {
        m_rows->setItemText(int(rows), text.arg(timeline::taskCount(count)));
    };
    describe(ExportChoices::Rows::All, tr("All: %1"), int(shown.trace.store().taskCount()));
    describe(ExportChoices::Rows::AsFolded, tr("As folded: %1"), layout.rowCount());
    describe(ExportChoices::Rows::InSight, tr("In sight: %1"), last - first);
    m_selection->setEnabled(bool(shown.pointed.selected));
    if (m_choices.time == ExportChoices::Time::Range) {
        return;
    }
    const trace::TimeRange wholeRun{0, shown.trace.now()};
    m_choices.range = m_choices.time == ExportChoices::Time::Visible
        ? shown.view.scale.visible()
        : shown.pointed.range.value_or(wholeRun);
    setTime(*m_from, m_choices.range.begin);
    setTime(*m_to, m_choices.range.end);
}

void ExportForm::fill()
{
    const PictureOptions &look = m_choices.look;
    m_format->setCurrentIndex(int(m_choices.format));
    m_time->setCurrentIndex(int(m_choices.time));
    m_rows->setCurrentIndex(int(m_choices.rows));
    m_rowCount->setValue(m_choices.rowCount);
    const auto theme = std::ranges::find_if(looks, [&](const Look &choice) {
        return choice.theme == look.theme && choice.ground == look.ground;
    });
    m_theme->setCurrentIndex(int(theme - looks.begin()));
    m_width->setValue(look.width);
    m_scale->setCurrentIndex(look.scale - 1);
    m_header->setChecked(look.hasHeader);
    m_legend->setChecked(look.hasLegend);
    m_selection->setChecked(m_choices.showsSelection);
    m_run->setChecked(look.carriesRun);
}

void ExportForm::read()
{
    if (m_isFilling) {
        return;
    }
    PictureOptions &look = m_choices.look;
    m_choices.format = PictureFormat(m_format->currentIndex());
    m_choices.time = ExportChoices::Time(m_time->currentIndex());
    m_choices.range = {timeOf(*m_from), timeOf(*m_to)};
    m_choices.rows = ExportChoices::Rows(m_rows->currentIndex());
    m_choices.rowCount = m_rowCount->value();
    const Look &chosen = looks[std::size_t(m_theme->currentIndex())];
    look.theme = chosen.theme;
    look.ground = chosen.ground;
    look.width = m_width->value();
    look.scale = m_scale->currentIndex() + 1;
    look.hasHeader = m_header->isChecked();
    look.hasLegend = m_legend->isChecked();
    m_choices.showsSelection = m_selection->isChecked();
    look.carriesRun = m_run->isChecked();
    enable();
    Q_EMIT changed();
}

void ExportForm::enable()
{
    const bool isRange = m_choices.time == ExportChoices::Time::Range;
    m_form->setRowVisible(m_range, isRange);
    m_form->setRowVisible(m_rowCount, m_choices.rows == ExportChoices::Rows::First);
    m_scale->setEnabled(m_choices.format == PictureFormat::Png);
}

} // namespace awaitscope::exporting
