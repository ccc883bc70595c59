// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokerfaults.h"

#include <QWidget>

class QPushButton;
class QSpinBox;
class QTableWidget;

namespace gnat {

class DockTitle;
class FaultEdit;
class TextLabel;

/// The tab Faults of the broker's panel: the rules with what they have done, and a field to write one. GUI thread.
class FaultsPane : public QWidget
{
    Q_OBJECT

public:
    FaultsPane(BrokerFaults &faults, QWidget *parent);

    /// New figures, if any.
    void refresh();

    QTableWidget *table() const { return m_table; }
    FaultEdit *edit() const { return m_edit; }
    QPushButton *button() const { return m_button; }
    QSpinBox *seed() const { return m_seed; }
    QString problem() const;

private:
    QWidget *buildTable();
    QWidget *buildEditor();
    void fill();
    void showRow(int row, const FaultView &rule);
    void showProblem();
    void accept();
    void removeSelected();
    void addExamples(QPushButton *button);

    BrokerFaults &m_faults;
    DockTitle *m_title = nullptr;
    QTableWidget *m_table = nullptr;
    FaultEdit *m_edit = nullptr;
    TextLabel *m_problem = nullptr;
    QPushButton *m_button = nullptr;
    QSpinBox *m_seed = nullptr;
    int m_edited = -1; ///< the rule in the field; -1: a new one
    bool m_isFilling = false;
};

} // namespace gnat
