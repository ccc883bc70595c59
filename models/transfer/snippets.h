// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <string>
#include <string_view>
#include <vector>

namespace gnat {

// Whole programs that publish these messages to `server` (a URL) with subject, reply, headers and payload as they came,
// byte by byte. A status line in the headers is the server's own and is left out. What a client cannot send is left out
// with a comment that says so.

/// For the C client, cnats.
std::string cProgram(const std::vector<MessageView> &messages, std::string_view server);
/// For nats.go.
std::string goProgram(const std::vector<MessageView> &messages, std::string_view server);
/// For @nats-io/transport-node; with the import changed also for the older package nats.
std::string jsProgram(const std::vector<MessageView> &messages, std::string_view server);
/// For nats-py.
std::string pythonProgram(const std::vector<MessageView> &messages, std::string_view server);

/// A line of the POSIX shell with the nats command for each message. A payload that is no printable text comes through
/// base64. Go templates in what is sent are made literal.
std::string natsCommands(const std::vector<MessageView> &messages, std::string_view server);
/// The same as a script of its own: its beginning, which takes the server from NATS_URL or else `server`, and the line
/// of a message.
std::string natsScriptHead(std::string_view server);
std::string natsScriptLine(const MessageView &message);

} // namespace gnat
