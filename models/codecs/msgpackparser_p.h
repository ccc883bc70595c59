// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/fieldbuilder_p.h"

namespace gnat {

/// Reads MessagePack (github.com/msgpack/msgpack, spec.md) with the place of every value. Lengths are believed only as
/// far as bytes are there. Bounded by DecodeLimits; one use each.
class MsgpackParser
{
public:
    explicit MsgpackParser(std::string_view bytes, const DecodeLimits &limits = {});

    /// False with fault() if the bytes are not one MessagePack value. `root` null: only checks, builds nothing.
    bool parse(PayloadField *root);
    const DecodeFault &fault() const { return m_fault; }

private:
    bool value(PayloadField *into, int depth);
    bool content(unsigned char lead, PayloadField *into, int depth);
    bool sized(unsigned char lead, PayloadField *into, int depth);
    bool integer(std::size_t width, bool isSigned, PayloadField *into);
    bool floating(std::size_t width, PayloadField *into);
    bool string(std::size_t size, PayloadField *into);
    bool binary(std::size_t size, PayloadField *into);
    bool extension(std::size_t size, PayloadField *into);
    bool container(std::size_t count, bool isMap, PayloadField *into, int depth);
    bool member(std::size_t index, bool isMap, PayloadField *into, int depth);
    bool bigEndian(std::size_t width, std::uint64_t *number);
    bool take(std::size_t size, std::string_view *bytes);
    bool fail(std::size_t offset, const char *reason, bool isCutShort = false);

    std::string_view m_bytes;
    DecodeLimits m_limits;
    DecodeFault m_fault;
    std::size_t m_at = 0;
    std::size_t m_fields = 0;
    bool m_isLimited = false; ///< the field limit was reached: what follows is not read
};

} // namespace gnat
