// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/colourrulesdialog.h"

#include "common/buttons.h"
#include "common/textlabel.h"
#include "messages/colourrulerow.h"
#include "theme/theme.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace gnat {

QColor toneColor(const Theme &theme, RowTone tone, const QColor &plain)
{
    switch (tone) {
    case RowTone::Err:
        return theme.err;
    case RowTone::Warn:
        return theme.warn;
    case RowTone::Ok:
        return theme.ok;
    case RowTone::Dim:
        return theme.text3;
    case RowTone::Accent:
        return theme.accent;
    case RowTone::Violet:
        return theme.violet;
    case RowTone::Plain:
        break;
    }
    return plain;
}

ColourRulesDialog::ColourRulesDialog(const QList<ColourRule> &rules, FilterContext context, QWidget *parent)
    : QDialog(parent), m_before(rules), m_context(std::move(context))
{
    setWindowTitle(tr("Colour rules"));
    setMinimumWidth(560);
    auto *text =
        new TextLabel(tr("Messages that pass a rule's filter are written in its colour. The first rule that fits "
                         "counts."),
                      TextRole::Secondary, this);
    text->setWordWrap(true);
    m_list = new QVBoxLayout;
    m_list->setSpacing(8);
    auto *add = new QPushButton(icon(QStringLiteral("plus")), tr("Add a rule"), this);
    add->setAutoDefault(false);
    auto *builtIn = new QPushButton(tr("As built in"), this);
    builtIn->setAutoDefault(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(add);
    foot->addWidget(builtIn);
    foot->addStretch(1);
    foot->addWidget(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 14, 14, 14);
    column->setSpacing(14);
    column->addWidget(text);
    column->addLayout(m_list);
    column->addStretch(1);
    column->addLayout(foot);
    for (const auto &rule : rules)
        addRow(rule);
    connect(add, &QPushButton::clicked, this, [this] {
        addRow({});
        m_rows.last()->filter().setFocus();
    });
    connect(builtIn, &QPushButton::clicked, this, [this] {
        while (!m_rows.isEmpty())
            removeRow(m_rows.last());
        const auto all = ColourRules::builtIn();
        for (const auto &rule : all)
            addRow(rule);
        tell();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::rejected, this, [this] { Q_EMIT rulesChanged(m_before); });
}

void ColourRulesDialog::addRow(const ColourRule &rule)
{
    auto *row = new ColourRuleRow(rule, m_context, this);
    m_rows.append(row);
    m_list->addWidget(row);
    connect(row, &ColourRuleRow::changed, this, &ColourRulesDialog::tell);
    connect(row, &ColourRuleRow::removeWanted, this, [this, row] {
        removeRow(row);
        tell();
    });
}

void ColourRulesDialog::removeRow(ColourRuleRow *row)
{
    m_rows.removeAll(row);
    row->hide();
    row->deleteLater();
}

QList<ColourRule> ColourRulesDialog::rules() const
{
    QList<ColourRule> rules;
    for (const auto *row : m_rows)
        rules.append(row->rule());
    return rules;
}

void ColourRulesDialog::tell()
{
    Q_EMIT rulesChanged(rules());
}

} // namespace gnat
