// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/msgpackcodec.h"

#include "base/text.h"
#include "codecs/bincodec.h"
#include "codecs/msgpackparser_p.h"

#include <algorithm>

namespace gnat {

namespace {

QString formatName()
{
    return QStringLiteral("MessagePack");
}

bool isContainer(const PayloadField &field)
{
    return field.kind == FieldKind::Map || field.kind == FieldKind::Array;
}

/// {device: pump-07, temp_c: 71.4}; stops soon after `maxChars`.
void writeLine(const PayloadField &field, int maxChars, QString &out)
{
    if (!isContainer(field)) {
        out += field.text;
        return;
    }
    const bool isMap = field.kind == FieldKind::Map;
    out += isMap ? u'{' : u'[';
    for (const auto &child : field.children) {
        if (out.size() > maxChars)
            return;
        if (&child != &field.children.front())
            out += QStringLiteral(", ");
        if (isMap)
            out += child.key + u':';
        writeLine(child, maxChars, out);
    }
    out += isMap ? u'}' : u']';
}

QString quoted(QString text)
{
    text.replace(u'\\', QStringLiteral("\\\\"))
        .replace(u'"', QStringLiteral("\\\""))
        .replace(u'\n', QStringLiteral("\\n"));
    return u'"' + text + u'"';
}

void writePretty(const PayloadField &field, int depth, QString &out)
{
    if (!isContainer(field)) {
        out += field.kind == FieldKind::String ? quoted(field.text) : field.text;
        return;
    }
    const bool isMap = field.kind == FieldKind::Map;
    out += isMap ? u'{' : u'[';
    for (const auto &child : field.children) {
        if (out.size() > maxPrettyChars)
            return;
        out += (&child == &field.children.front() ? QStringLiteral("\n") : QStringLiteral(",\n"));
        out += QString((depth + 1) * 2, u' ');
        if (isMap)
            out += quoted(child.key) + QStringLiteral(": ");
        writePretty(child, depth + 1, out);
    }
    if (!field.children.empty())
        out += u'\n' + QString(depth * 2, u' ');
    out += isMap ? u'}' : u']';
}

} // namespace

QString MsgpackCodec::name() const
{
    return QStringLiteral("msgpack");
}

int MsgpackCodec::confidence(std::string_view payload) const
{
    if (payload.empty())
        return 0;
    const auto lead = static_cast<unsigned char>(payload.front());
    const bool isScalar = lead < 0x80 || (lead >= 0xA0 && lead < 0xDC) || lead >= 0xE0;
    if (lead < 0x80 || lead >= 0xE0)
        return 0; // one byte that may be anything
    MsgpackParser parser(payload.substr(0, guessBytes));
    const bool isOk =
        parser.parse(nullptr) ? payload.size() <= guessBytes : parser.fault().isCutShort && payload.size() > guessBytes;
    if (!isOk)
        return 0;
    return isScalar ? 30 : 90;
}

Result<PayloadField> MsgpackCodec::decode(std::string_view payload) const
{
    PayloadField root;
    MsgpackParser parser(payload);
    if (!parser.parse(&root))
        return decodeError(formatName(), parser.fault());
    return root;
}

Result<QString> MsgpackCodec::pretty(std::string_view payload) const
{
    const auto root = decode(payload);
    if (!root)
        return root.error();
    QString text;
    writePretty(root.value(), 0, text);
    return text.size() > maxPrettyChars ? text.left(maxPrettyChars) + prettyMarker() : text;
}

QString MsgpackCodec::preview(std::string_view payload, int maxChars) const
{
    const auto chars = static_cast<std::size_t>(std::max(maxChars, 0));
    PayloadField root;
    MsgpackParser parser(payload, {DecodeLimits().depth, chars, chars * 4 + 4});
    if (!parser.parse(&root))
        return BinCodec().preview(payload, maxChars);
    QString text;
    writeLine(root, maxChars, text);
    return oneLine(text, maxChars);
}

} // namespace gnat
