// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/builtincodecs.h"
#include "codecs/payloadcodec.h"

#include <algorithm>

namespace gnat {

CodecRegistry::CodecRegistry() : m_codecs(builtinCodecs()) {}

CodecRegistry::~CodecRegistry() = default;

const PayloadCodec &CodecRegistry::guess(std::string_view payload) const
{
    const PayloadCodec *best = m_codecs.front().get();
    int confidence = -1;
    for (const auto &codec : m_codecs) {
        const int candidate = codec->confidence(payload);
        if (candidate > confidence) {
            best = codec.get();
            confidence = candidate;
        }
    }
    return *best;
}

const PayloadCodec *CodecRegistry::find(const QString &name) const
{
    const auto found =
        std::find_if(m_codecs.begin(), m_codecs.end(), [&name](const auto &codec) { return codec->name() == name; });
    return found == m_codecs.end() ? nullptr : found->get();
}

QList<QString> CodecRegistry::names() const
{
    QList<QString> names;
    for (const auto &codec : m_codecs) {
        if (codec->name() != QStringLiteral("empty")) // recognised, but nothing to choose
            names.append(codec->name());
    }
    return names;
}

} // namespace gnat
