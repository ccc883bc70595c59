// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/colourrules.h"

#include <QDialog>

class QVBoxLayout;

namespace gnat {

class ColourRuleRow;

/// Edits the colour rules of a list: filter, tone, on or off; the first that a message meets counts. The list behind it
/// shows each change at once; Cancel takes them all back. GUI thread.
class ColourRulesDialog final : public QDialog
{
    Q_OBJECT

public:
    ColourRulesDialog(const QList<ColourRule> &rules, FilterContext context, QWidget *parent = nullptr);

    QList<ColourRule> rules() const;

Q_SIGNALS:
    /// Show these now; also what was before, when it is cancelled.
    void rulesChanged(const QList<gnat::ColourRule> &rules);

private:
    void addRow(const ColourRule &rule);
    void removeRow(ColourRuleRow *row);
    void tell();

    QList<ColourRule> m_before;
    FilterContext m_context;
    QVBoxLayout *m_list = nullptr;
    QList<ColourRuleRow *> m_rows;
};

/// The colour of a tone in a theme's list; `plain` where no rule applies.
QColor toneColor(const struct Theme &theme, RowTone tone, const QColor &plain);

} // namespace gnat
