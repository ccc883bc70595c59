// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/plural.h"

#include <QString>

namespace gnat::terminal {

// Counts with their nouns, for sentences that hold more than one: "1 message", "1204 messages". The digits stand alone,
// as programs read them.

QString messagesText(quint64 count);
QString filesText(quint64 count);
QString olderFilesText(quint64 count);
QString subjectsText(quint64 count);
QString byteCountText(quint64 count);

} // namespace gnat::terminal
