// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/counted.h"

#include "base/words.h"

namespace gnat::terminal {

QString messagesText(quint64 count)
{
    return Words::tr("%1 message(s)", nullptr, pluralOf(count)).arg(count);
}

QString filesText(quint64 count)
{
    return Words::tr("%1 file(s)", nullptr, pluralOf(count)).arg(count);
}

QString olderFilesText(quint64 count)
{
    return Words::tr("%1 older file(s)", nullptr, pluralOf(count)).arg(count);
}

QString subjectsText(quint64 count)
{
    return Words::tr("%1 subject(s)", nullptr, pluralOf(count)).arg(count);
}

QString byteCountText(quint64 count)
{
    return Words::tr("%1 byte(s)", nullptr, pluralOf(count)).arg(count);
}

} // namespace gnat::terminal
