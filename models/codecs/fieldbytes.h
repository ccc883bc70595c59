// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

#include <string>

namespace gnat {

/// The value of a decoded field that has no fields of its own as bytes, for other programs: strings and binaries whole
/// and as they came, where PayloadField::text shows a person a part; of all else the text. `format`: the name of the
/// codec that decoded `payload`.
std::string fieldBytes(std::string_view payload, const PayloadField &field, const QString &format);

} // namespace gnat
