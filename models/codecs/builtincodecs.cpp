// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/builtincodecs.h"

#include "codecs/bincodec.h"
#include "codecs/emptycodec.h"
#include "codecs/jsoncodec.h"
#include "codecs/msgpackcodec.h"
#include "codecs/textcodec.h"

namespace gnat {

std::vector<std::unique_ptr<PayloadCodec>> builtinCodecs()
{
    std::vector<std::unique_ptr<PayloadCodec>> codecs;
    codecs.push_back(std::make_unique<JsonCodec>());
    codecs.push_back(std::make_unique<MsgpackCodec>());
    codecs.push_back(std::make_unique<TextCodec>());
    codecs.push_back(std::make_unique<BinCodec>());
    codecs.push_back(std::make_unique<EmptyCodec>());
    return codecs;
}

} // namespace gnat
