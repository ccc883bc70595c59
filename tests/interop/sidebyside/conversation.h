// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <vector>

namespace gnat::test {

/// What some clients say to a server, as raw bytes. Each step begins with the name of a connection, which its first
/// step opens, and what to do:
///
///     a:BYTES  sends them and a PING, and reads up to the PONG or the server's close, on all other connections, too
///     a+BYTES  sends them alone: the next step goes on in the middle of something
///     a?BYTES  reads up to these
///     a!       reads until the server closes
///     a.       closes
///
/// "{x*4000}" stands for so many times that text, "{nul}" for a zero byte.
struct Conversation
{
    const char *name;
    const char *setup; ///< the configuration: see setups() in tst_sidebyside.cpp
    std::vector<const char *> steps;
};

/// All that the server said to each connection, step by step, as text for people.
QByteArray transcript(const Conversation &conversation, quint16 port);

using Conversations = std::vector<Conversation>;
Conversations framingConversations();
Conversations connectConversations();
Conversations publishingConversations();
Conversations subscribingConversations();
Conversations limitConversations();
Conversations permissionConversations();

} // namespace gnat::test
