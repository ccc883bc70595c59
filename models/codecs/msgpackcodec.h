// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

namespace gnat {

/// MessagePack values.
class MsgpackCodec final : public PayloadCodec
{
public:
    QString name() const override;
    int confidence(std::string_view payload) const override;
    Result<PayloadField> decode(std::string_view payload) const override;
    /// Laid out like JSON; keys and binary as the tree shows them.
    Result<QString> pretty(std::string_view payload) const override;
    QString preview(std::string_view payload, int maxChars) const override;
};

} // namespace gnat
