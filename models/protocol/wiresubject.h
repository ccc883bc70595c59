// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace gnat {

/// What nats-server 2.9 takes for a subject from a client; wider than core/subject.h, which says what people should
/// use: NUL and white space that separates no words are characters like any other (server/sublist.go, Insert and
/// IsValidLiteralSubject).

/// To subscribe to: no empty token, `>` as a token only at the end.
bool isSubscribable(std::string_view subject);
/// To publish to, for a pedantic client: no empty and no wildcard token.
bool isPublishable(std::string_view subject);

} // namespace gnat
