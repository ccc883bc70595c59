// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace gnat::test {

/// A message as a peer sees it.
struct PeerMessage
{
    QByteArray subject;
    QByteArray reply;
    QList<QPair<QByteArray, QByteArray>> headers; ///< sorted by key; the order within a key is kept
    QByteArray payload;

    friend bool operator==(const PeerMessage &, const PeerMessage &) = default;
};

/// A NATS client that is not ours: the plain libnats API, for tests only. Not thread-safe, except that the handler of
/// subscribe() runs on libnats' thread.
class NatsPeer
{
public:
    NatsPeer();
    ~NatsPeer();

    bool connect(const QString &url);
    /// The first of them that answers, and the next ones whenever the connection breaks, for ever.
    bool connectToOneOf(const QStringList &urls);
    int reconnects() const;
    bool publish(const PeerMessage &message);
    /// Waits until the server has taken everything.
    bool flush();
    bool subscribe(const QByteArray &pattern, std::function<void(const PeerMessage &)> handler);
    QString errorText() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat::test
