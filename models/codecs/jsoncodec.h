// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

namespace gnat {

/// JSON texts (RFC 8259).
class JsonCodec final : public PayloadCodec
{
public:
    QString name() const override;
    int confidence(std::string_view payload) const override;
    Result<PayloadField> decode(std::string_view payload) const override;
    Result<QString> pretty(std::string_view payload) const override;
    QString preview(std::string_view payload, int maxChars) const override;

    /// The members of an object or array without what is in them, up to two million.
    static Result<PayloadField> decodeMembers(std::string_view json);
};

} // namespace gnat
