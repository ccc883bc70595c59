// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/fieldbuilder_p.h"
#include "codecs/jsonstring.h"

#include <string>

namespace gnat {

/// Reads JSON (RFC 8259) with the place of every value. Numbers keep their text, keys that stand twice are kept twice.
/// Bounded by DecodeLimits; one use each. A library is not used here because those at hand don't tell offsets.
class JsonParser
{
public:
    explicit JsonParser(std::string_view bytes, const DecodeLimits &limits = {});

    /// False with fault() if the bytes are not one JSON value. `root` null: only checks, builds nothing.
    bool parse(PayloadField *root);
    const DecodeFault &fault() const { return m_fault; }

private:
    bool value(PayloadField *into, int depth);
    bool content(PayloadField *into, int depth);
    bool container(PayloadField *into, int depth, bool isMap);
    bool member(PayloadField *into, int depth, bool isMap, std::size_t index);
    bool mayBuild(PayloadField *into);
    bool string(std::string_view *raw, bool *hasEscapes);
    bool escape();
    bool number(PayloadField *into);
    bool digits();
    bool literal(std::string_view word, PayloadField *into);
    void skipBlanks();
    bool fail(const char *reason, bool isCutShort = false);
    bool failAtEndOr(const char *reason);
    bool isAtEnd() const { return m_at >= m_bytes.size(); }
    char peek() const { return m_bytes[m_at]; }

    std::string_view m_bytes;
    DecodeLimits m_limits;
    DecodeFault m_fault;
    std::size_t m_at = 0;
    std::size_t m_fields = 0;
    bool m_isLimited = false; ///< the field limit was reached: what follows is not read
};

} // namespace gnat
