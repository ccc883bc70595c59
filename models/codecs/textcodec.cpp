// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/textcodec.h"

#include "base/text.h"
#include "codecs/fieldbuilder_p.h"

#include <algorithm>

namespace gnat {

namespace {

bool isTextControl(char c)
{
    constexpr char escape = '\x1b'; // colours in log lines
    return c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == escape;
}

/// The first byte that begins no valid UTF-8 sequence; the size if all is valid.
std::size_t firstInvalid(std::string_view bytes)
{
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0x80 ? 2 : 1;
        if (size > 1 && !isUtf8(bytes.substr(at, size)))
            break;
        at += size;
    }
    return std::min(at, bytes.size());
}

} // namespace

QString TextCodec::name() const
{
    return QStringLiteral("text");
}

int TextCodec::confidence(std::string_view payload) const
{
    auto prefix = payload.substr(0, guessBytes);
    if (prefix.size() < payload.size())
        prefix = withoutCutSequence(prefix);
    if (prefix.empty() || !isUtf8(prefix))
        return 0;
    const bool hasControls = std::any_of(prefix.begin(), prefix.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && !isTextControl(c)) || byte == 0x7F;
    });
    return hasControls ? 5 : 60;
}

Result<PayloadField> TextCodec::decode(std::string_view payload) const
{
    if (!isUtf8(payload)) {
        const auto *const reason = QT_TRANSLATE_NOOP("PayloadCodec", "a byte that is not UTF-8");
        return decodeError(QStringLiteral("UTF-8"), {firstInvalid(payload), reason, false});
    }
    PayloadField root;
    root.kind = FieldKind::String;
    root.typeName = QStringLiteral("text");
    root.text = boundedText(payload, DecodeLimits().textBytes);
    root.size = payload.size();
    return root;
}

Result<QString> TextCodec::pretty(std::string_view payload) const
{
    if (payload.size() <= maxPrettyChars)
        return toText(payload);
    return toText(withoutCutSequence(payload.substr(0, maxPrettyChars))) + prettyMarker();
}

QString TextCodec::preview(std::string_view payload, int maxChars) const
{
    const auto wanted = static_cast<std::size_t>(std::max(maxChars, 0)) * 4 + 4;
    const auto prefix = payload.substr(0, wanted);
    return oneLine(toText(prefix.size() < payload.size() ? withoutCutSequence(prefix) : prefix), maxChars);
}

} // namespace gnat
