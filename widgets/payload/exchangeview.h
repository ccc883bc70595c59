// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchangeverdict.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QStandardItemModel;
class QTableView;

namespace gnat {

class MessageSource;

/// The exchange that a message is part of: its request and the replies that were seen, with the time that each took.
/// Enter or a double click goes to one of them. GUI thread.
class ExchangeView final : public QWidget
{
    Q_OBJECT

public:
    explicit ExchangeView(QWidget *parent = nullptr);

    /// Where requests and replies are looked up; does not own it. Null: nothing is known.
    void setSource(MessageSource *source);
    /// Empty: nothing is shown.
    void setMessage(const MessageHandle &message);
    /// The message asks for a reply or is one.
    bool isPart() const;

Q_SIGNALS:
    /// Go to the message at this position.
    void messageRequested(quint64 position);
    /// What is known of the message has changed.
    void changed();

private:
    void fill();
    void addRow(const QString &what, std::uint64_t sequence);
    QString summary(const ExchangeVerdict &request) const;

    QPointer<MessageSource> m_source;
    MessageHandle m_message;
    QLabel *m_summary = nullptr;
    QStandardItemModel *m_model = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace gnat
