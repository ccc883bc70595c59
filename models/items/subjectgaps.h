// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/subjecttree.h"

#include <QString>

namespace gnat {

class MessageSource;

/// How regularly messages come on a node's subjects, in a sentence: the shortest, middle and longest time between those
/// that are among the newest `gapReach` messages. Empty where there are fewer than two. A few milliseconds: for a tip.
/// GUI thread.
QString gapsText(const SubjectTree &tree, MessageSource &messages, NodeIndex node);

/// The tree keeps the times between messages, beginning with those among the newest `gapReach` messages; or forgets
/// them. Turning it on takes a few milliseconds. GUI thread.
void keepGaps(SubjectTree &tree, MessageSource &messages, bool isOn);

inline constexpr std::uint64_t gapReach = 10'000;

} // namespace gnat
