// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

#include <memory>
#include <vector>

namespace gnat {

/// Every format of the program, in the order of menus. A new codec is one line in builtincodecs.cpp.
std::vector<std::unique_ptr<PayloadCodec>> builtinCodecs();

} // namespace gnat
