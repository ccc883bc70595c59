// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace gnat::terminal {

/// Everything that is piped into the program, up to its end; empty if standard input is a terminal. Blocks.
QByteArray readPipedInput();

} // namespace gnat::terminal
