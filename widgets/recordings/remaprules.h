// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "recording/remap.h"

#include <QVariantList>
#include <QWidget>

class QTableWidget;

namespace gnat {

class TextLabel;

/// The table of remap rules: on, from, to; first match wins, the order can be changed. GUI thread.
class RemapRules final : public QWidget
{
    Q_OBJECT

public:
    explicit RemapRules(QWidget *parent = nullptr);

    void addRule(const QString &from, const QString &to, bool isOn = true);
    int count() const;
    /// The rules that are on. The error names the row.
    Result<Remap> remap() const;
    /// What a new rule begins with; a filter for instance.
    void setProposal(const QString &from) { m_proposal = from; }
    /// Moves the current rule up (-1) or down (1).
    void move(int step);
    QTableWidget *table() const { return m_table; }

    QVariantList state() const;
    void setState(const QVariantList &rules);

Q_SIGNALS:
    void edited();

private:
    void addProposed();
    void removeCurrent();
    void fit();

    QTableWidget *m_table = nullptr;
    TextLabel *m_none = nullptr; ///< in its place while there is no rule
    QString m_proposal;
};

} // namespace gnat
