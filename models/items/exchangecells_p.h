// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchangeverdict.h"

#include <QString>

namespace gnat {

/// The Reply column: the latency of a request and of its reply, "timeout", "no responders", or an en dash; empty for
/// messages that are neither.
QString replyCell(const ExchangeVerdict &verdict, const MessageView &message);
/// What the cell means and where the reply goes.
QString replyToolTip(const ExchangeVerdict &verdict, const MessageView &message);
/// "answered in 2.31 ms", for people who hear the row; empty if there is nothing to say.
QString exchangeSentence(const ExchangeVerdict &verdict, const MessageView &message);

} // namespace gnat
