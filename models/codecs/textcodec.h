// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

namespace gnat {

/// Plain UTF-8 text.
class TextCodec final : public PayloadCodec
{
public:
    QString name() const override;
    int confidence(std::string_view payload) const override;
    Result<PayloadField> decode(std::string_view payload) const override;
    /// Never fails: bytes that are not UTF-8 become U+FFFD.
    Result<QString> pretty(std::string_view payload) const override;
    QString preview(std::string_view payload, int maxChars) const override;
};

} // namespace gnat
