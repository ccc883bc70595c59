// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "recording/replayfigures.h"
#include "recording/replayoptions.h"

#include <optional>
#include <string>
#include <utility>

namespace gnat {

/// What becomes of a recorded message in a replay: skipped, or sent with another subject, reply or headers. One thread.
class ReplayRewriter
{
public:
    explicit ReplayRewriter(const ReplayOptions &options) : m_options(options) {}

    /// The message to send; nothing: it was skipped and counted in `figures`. The views live until the next call, and
    /// as long as `message`.
    std::optional<MessageView> rewrite(const MessageView &message, ReplayFigures &figures);
    /// What the ids of the messages begin with from now on, if they get any.
    void setIdPrefix(std::string prefix) { m_idPrefix = std::move(prefix); }

private:
    void rewriteReply(MessageView &message);
    void guardReply(MessageView &message, ReplayFigures &figures) const;
    void addHeader(MessageView &message, ReplayFigures &figures, std::string_view key, const std::string &value);

    ReplayOptions m_options;
    std::string m_subject;
    std::string m_reply;
    std::string m_headers;
    std::string m_idPrefix;
};

/// Whether another header finds a place in `headers` (a raw block, may be empty). One that is unreadable must go first.
bool canAddHeader(std::string_view headers);
/// `headers` with one more at its beginning, unless the key is there already; alone, where there is no place for it.
std::string headersWith(std::string_view headers, std::string_view key, const std::string &value);

} // namespace gnat
