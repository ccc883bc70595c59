// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QByteArray>

namespace gnat::terminal {

enum class PrintForm {
    Text, ///< as the nats program prints it
    Raw,  ///< the payload alone, a line end behind it
    Json  ///< one object a line, see transfer/ndjson.h
};

/// Appends one message in the chosen form.
void appendMessage(QByteArray &out, const MessageView &message, quint64 number, PrintForm form);

} // namespace gnat::terminal
