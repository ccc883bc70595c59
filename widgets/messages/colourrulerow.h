// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/colourrules.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace gnat {

class TextLabel;

/// One rule: on or off, its filter with what is wrong in it, its tone, a cross. Owned by the dialog. GUI thread.
class ColourRuleRow final : public QWidget
{
    Q_OBJECT

public:
    ColourRuleRow(const ColourRule &rule, const FilterContext &context, QWidget *parent);

    ColourRule rule() const;
    QLineEdit &filter() { return *m_filter; }

Q_SIGNALS:
    void changed();
    void removeWanted();

private:
    void check();

    const FilterContext &m_context;
    QCheckBox *m_on = nullptr;
    QLineEdit *m_filter = nullptr;
    QComboBox *m_tone = nullptr;
    TextLabel *m_problem = nullptr;
};

} // namespace gnat
