// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "recording/replayfigures.h"
#include "recording/replayoptions.h"

#include <optional>
#include <string>

namespace gnat {

/// What becomes of a recorded message in a replay: skipped, or sent with another subject, reply or headers. One thread.
class ReplayRewriter
{
public:
    explicit ReplayRewriter(const ReplayOptions &options) : m_options(options) {}

    /// The message to send; nothing: it was skipped and counted in `figures`. The views live until the next call, and
    /// as long as `message`.
    std::optional<MessageView> rewrite(const MessageView &message, ReplayFigures &figures);

private:
    void rewriteReply(MessageView &message);

    ReplayOptions m_options;
    std::string m_subject;
    std::string m_reply;
    std::string m_headers;
};

/// `headers` (a raw block, may be empty) with Gnatcatcher-Original-Time added, unless an earlier replay did so.
std::string markedHeaders(std::string_view headers, qint64 atNs);

} // namespace gnat
