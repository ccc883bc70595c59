// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/recordingsplit.h"

#include <QObject>

class QFormLayout;
class QSpinBox;

namespace gnat {

/// The rows of a form that say into which files a recording goes and which of them stay. A child of the form's widget.
/// GUI thread.
class RecordSplitEdit final : public QObject
{
    Q_OBJECT

public:
    RecordSplitEdit(QFormLayout &form, QWidget *parent);

    RecordingSplit split() const;
    /// What contradicts itself in it; empty: nothing.
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    QSpinBox *addNumber(const QString &name, const QString &none, const QString &unit, int most);

    QSpinBox *m_fileMegabytes = nullptr;
    QSpinBox *m_minutes = nullptr;
    QSpinBox *m_messages = nullptr;
    QSpinBox *m_keepFiles = nullptr;
    QSpinBox *m_totalMegabytes = nullptr;
};

} // namespace gnat
