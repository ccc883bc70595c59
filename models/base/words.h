// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace gnat {

/// Words for people where no QObject is at hand: `Words::tr("No such file.")`. A class and not a function, so that the
/// gatherer of translations finds them; a function that passes its text on to translate() would hide them from it.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace gnat
