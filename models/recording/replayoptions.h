// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/messagesource.h"
#include "recording/remap.h"
#include "recording/replaypace.h"

#include <QString>

#include <optional>

namespace gnat {

/// The part of a recording that is replayed, as offsets from its first message in ns; both ends belong to it.
struct ReplayRange
{
    qint64 fromNs = 0;
    std::optional<qint64> untilNs; ///< nothing: to the end
    quint64 rounds = 1;            ///< how often; 0: until it is stopped

    friend bool operator==(const ReplayRange &, const ReplayRange &) = default;
};

/// What becomes of the reply subject of a recorded request.
enum class ReplyPolicy {
    Keep,
    Drop,
    Remap ///< rewritten by the same rules as subjects
};

/// What follows a slow patch of the target or of the machine, and a pause.
enum class LatePolicy {
    Shift,  ///< the rest keeps its distances and comes later; nothing bursts
    CatchUp ///< what is late is sent at once, until the plan is met again
};

enum class StepKind {
    Recorded, ///< the next message of the file, sent or not
    Sent      ///< on to the next message that is sent
};

struct ReplayOptions
{
    QString path;
    ReplayPace pace;
    ReplayRange range;
    MessagePredicate wanted; ///< only these; null: all
    Remap remap;
    ReplyPolicy replies = ReplyPolicy::Keep;
    LatePolicy whenLate = LatePolicy::Shift;
    bool includeSystem = false; ///< also subjects under $JS, $SYS and _INBOX, which are skipped and counted otherwise
    bool keepHeaders = true;
    bool markOriginalTime = false; ///< adds the header Gnatcatcher-Original-Time (RFC 3339, ns)
    /// Adds the header Nats-Msg-Id where there is none: a stream then keeps once what is sent again because its
    /// acknowledgement was lost. What is played again on purpose (another replay, a round, a seek) has other ids.
    bool addMessageIds = false;
    /// Where the first round begins, as if it were sought there: an offset within the range, like those of the range.
    std::optional<qint64> fromNs;
    bool startPaused = false;
    bool stopWhenTargetLost = false; ///< end with an error instead of pausing until resume()
};

/// True for subjects whose first token is $JS, $SYS or _INBOX: they mean something to one server at one time.
bool isSystemSubject(std::string_view subject);

} // namespace gnat
