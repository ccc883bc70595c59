// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/colourrulerow.h"

#include "common/buttons.h"
#include "common/textlabel.h"
#include "messages/colourrulesdialog.h"
#include "theme/fonts.h"
#include "theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPixmap>

namespace gnat {

namespace {

void fillTones(QComboBox &box)
{
    const auto add = [&box](RowTone tone, const QString &name) {
        QPixmap swatch(12, 12);
        const auto &theme = themeOf(&box);
        swatch.fill(toneColor(theme, tone, theme.text));
        box.addItem(swatch, name, int(tone));
    };
    add(RowTone::Err, ColourRuleRow::tr("Error"));
    add(RowTone::Warn, ColourRuleRow::tr("Warning"));
    add(RowTone::Ok, ColourRuleRow::tr("Good"));
    add(RowTone::Accent, ColourRuleRow::tr("Accent"));
    add(RowTone::Violet, ColourRuleRow::tr("Violet"));
    add(RowTone::Dim, ColourRuleRow::tr("Quiet"));
}

} // namespace

ColourRuleRow::ColourRuleRow(const ColourRule &rule, const FilterContext &context, QWidget *parent)
    : QWidget(parent), m_context(context)
{
    m_on = new QCheckBox(this);
    m_on->setChecked(rule.isOn);
    m_on->setAccessibleName(tr("On"));
    m_on->setToolTip(tr("On"));
    m_filter = new QLineEdit(rule.filter, this);
    m_filter->setFont(monoFont(px::data));
    m_filter->setPlaceholderText(tr("Filter, e.g. orders.*.failed or temp_c>80"));
    m_filter->setAccessibleName(tr("Filter of the rule"));
    m_tone = new QComboBox(this);
    m_tone->setAccessibleName(tr("Colour"));
    fillTones(*m_tone);
    m_tone->setCurrentIndex(m_tone->findData(int(rule.tone)));
    auto *remove = makeIconButton(QStringLiteral("close"), tr("Remove this rule"), this);
    m_problem = new TextLabel({}, TextRole::ErrorSmall, this);
    m_problem->setWordWrap(true);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_on, 0, 0);
    grid->addWidget(m_filter, 0, 1);
    grid->addWidget(m_tone, 0, 2);
    grid->addWidget(remove, 0, 3);
    grid->addWidget(m_problem, 1, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    connect(m_on, &QCheckBox::toggled, this, &ColourRuleRow::changed);
    connect(m_tone, &QComboBox::currentIndexChanged, this, &ColourRuleRow::changed);
    connect(m_filter, &QLineEdit::textChanged, this, [this] {
        check();
        Q_EMIT changed();
    });
    connect(remove, &QToolButton::clicked, this, &ColourRuleRow::removeWanted);
    check();
}

void ColourRuleRow::check()
{
    FilterError error;
    const bool isValid = Filter::compile(m_filter->text(), &error, m_context).has_value();
    m_problem->setText(isValid ? QString() : error.message);
    m_problem->setVisible(!isValid);
}

ColourRule ColourRuleRow::rule() const
{
    return {m_filter->text().trimmed(), static_cast<RowTone>(m_tone->currentData().toInt()), m_on->isChecked()};
}

} // namespace gnat
