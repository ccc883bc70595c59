// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace gnat {

/// Asked before something is sent through a locked connection: one message (this once, for ten minutes, or not), or
/// many, which wants the connection's name typed. Window-modal; opens and returns at once, the answer is a signal;
/// deletes itself. GUI thread.
class GuardQuestion final : public QDialog
{
    Q_OBJECT

public:
    static constexpr int allowedMinutes = 10;

    /// Work that sends many messages.
    struct Work
    {
        QString connection;
        QString title;  ///< "Replay to production?"
        QString text;   ///< HTML: what will be sent
        QString button; ///< "Replay"
    };

    GuardQuestion(const QString &connection, const QByteArray &subject, QWidget *parent);
    GuardQuestion(const Work &work, QWidget *parent);

Q_SIGNALS:
    void sendOnceChosen();
    void allowChosen();
    /// The name of the connection, as it is to be typed.
    void nameTyped(const QString &name);

private:
    QVBoxLayout *build(const QString &title, const QString &html);
    QPushButton *addButtons(QVBoxLayout *column, const QString &go, QPushButton *other);

    QPushButton *m_cancel = nullptr;
};

} // namespace gnat
