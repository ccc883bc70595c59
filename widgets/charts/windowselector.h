// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;

namespace gnat {

/// "Last [60 s]": how much time the charts beside it show. GUI thread.
class WindowSelector : public QWidget
{
    Q_OBJECT

public:
    explicit WindowSelector(QWidget *parent = nullptr);

    int seconds() const;
    void setSeconds(int seconds);

Q_SIGNALS:
    /// The user chose another.
    void secondsChanged(int seconds);

private:
    QComboBox *m_combo = nullptr;
};

} // namespace gnat
