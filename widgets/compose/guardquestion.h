// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDialog>

namespace gnat {

/// Asked before something is sent through a locked connection: this once, for ten minutes, or not. Window-modal; opens
/// and returns at once, the answer is a signal; deletes itself. GUI thread.
class GuardQuestion final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int allowedMinutes = 10;

    GuardQuestion(const QString &connection, const QByteArray &subject, QWidget *parent);

Q_SIGNALS:
    void sendOnceChosen();
    void allowChosen();
};

} // namespace gnat
