// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QObject>
#include <QPair>
#include <QString>

#include <memory>

namespace gnat {

/// One thing that was sent from the Bench.
struct HistoryEntry
{
    QDateTime at;
    bool isRequest = false;
    QString connection;
    QByteArray subject;
    QByteArray reply;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray payload;
    int timeoutMs = 0;
    int maxReplies = 1;
    QString result;  ///< "2.31 ms", "timeout", "no responders", "402 B"; as shown
    int outcome = 0; ///< 0 sent or replied, 1 warn (no responders), 2 error (timeout, failed)
};

/// The last 500 sends, newest first, in $XDG_DATA_HOME/gnatcatcher/history.json. GUI thread.
class SendHistory : public QObject
{
    Q_OBJECT

public:
    static constexpr int maxEntries = 500;

    explicit SendHistory(QObject *parent = nullptr);
    ~SendHistory() override;

    const QList<HistoryEntry> &entries() const;
    void add(const HistoryEntry &entry);
    void clear();
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
