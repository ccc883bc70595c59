// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

namespace gnat {

/// Any bytes, as hexadecimal digits: what is left when no other format fits.
class BinCodec final : public PayloadCodec
{
public:
    QString name() const override;
    int confidence(std::string_view payload) const override;
    Result<PayloadField> decode(std::string_view payload) const override;
    /// A hex dump, 16 bytes a line, of at most the first 64 kB.
    Result<QString> pretty(std::string_view payload) const override;
    QString preview(std::string_view payload, int maxChars) const override;
};

} // namespace gnat
