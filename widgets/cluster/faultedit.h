// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokerfaults.h"

#include <QLineEdit>

namespace gnat {

/// A field for a fault's rule: while it is typed, the character at which it stops being right is underlined. GUI
/// thread.
class FaultEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FaultEdit(QWidget *parent = nullptr);

    /// None while the text is empty.
    const std::optional<BrokerFaults::Problem> &problem() const { return m_problem; }

Q_SIGNALS:
    void problemChanged();

private:
    void check();
    void mark();

    std::optional<BrokerFaults::Problem> m_problem;
};

} // namespace gnat
