// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batchbuilder.h"
#include "flow/fanout.h"
#include "recording/replaytarget.h"

#include <stop_token>

namespace gnat {

/// Replays to the views of this program: messages enter at the Fanout as those of `source`, with their recorded times.
/// Waits while a view's queue is full; the queue counts them as replayed. Used on the replayer's thread; the Fanout
/// must outlive it.
class FanoutTarget final : public ReplayTarget
{
public:
    FanoutTarget(Fanout &fanout, SourceId source) : m_fanout(fanout), m_builder(source) {}

    Result<void> send(const MessageView &message) override;
    Result<void> flush() override;
    void cancel() override;

private:
    Fanout &m_fanout;
    BatchBuilder m_builder;
    std::stop_source m_stop;
};

} // namespace gnat
