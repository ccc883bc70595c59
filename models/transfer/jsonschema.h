// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

#include <QByteArray>

namespace gnat {

/// A JSON schema (json-schema.org) that tells the members and types of one decoded JSON value, as plotting programs
/// want it. The value itself is no part of it.
QByteArray jsonSchemaOf(const PayloadField &root);

} // namespace gnat
