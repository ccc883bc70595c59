// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/msgpackparser_p.h"

#include "base/text.h"

#include <QDateTime>
#include <QTimeZone>

#include <bit>

namespace gnat {

namespace {

void set(PayloadField *into, FieldKind kind, const QString &typeName, const QString &text, double number = 0)
{
    if (!into)
        return;
    into->kind = kind;
    into->typeName = typeName;
    into->text = text;
    into->number = number;
}

constexpr std::size_t binaryBytes = 64;

/// Big-endian bytes as a number; at most eight.
std::uint64_t number(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (const char c : bytes)
        value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

/// The timestamp extension (type -1) of 4, 8 or 12 bytes; empty if it is none.
QString timestampText(std::string_view data)
{
    qint64 seconds = 0;
    std::uint64_t nanoseconds = 0;
    if (data.size() == 4) {
        seconds = static_cast<qint64>(number(data));
    } else if (data.size() == 8) {
        nanoseconds = number(data) >> 34U;
        seconds = static_cast<qint64>(number(data) & 0x3'FFFF'FFFFULL);
    } else if (data.size() == 12) {
        nanoseconds = number(data.substr(0, 4));
        seconds = static_cast<qint64>(number(data.substr(4)));
    } else {
        return {};
    }
    constexpr qint64 farthest = 253'402'300'800; // the year 10000
    if (nanoseconds > 999'999'999 || seconds < -farthest || seconds > farthest)
        return {};
    const auto time = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    return time.toString(QStringLiteral("yyyy-MM-dd hh:mm:ss")) +
           QStringLiteral(".%1Z").arg(nanoseconds, 9, 10, QLatin1Char('0'));
}

} // namespace

MsgpackParser::MsgpackParser(std::string_view bytes, const DecodeLimits &limits) : m_bytes(bytes), m_limits(limits) {}

bool MsgpackParser::parse(PayloadField *root)
{
    if (!value(root, 0))
        return false;
    return m_isLimited || m_at == m_bytes.size() ||
           fail(m_at, QT_TRANSLATE_NOOP("PayloadCodec", "nothing may follow the value"));
}

bool MsgpackParser::value(PayloadField *into, int depth)
{
    const auto begin = m_at;
    if (m_at >= m_bytes.size())
        return fail(m_at, QT_TRANSLATE_NOOP("PayloadCodec", "a value is missing"), true);
    if (depth > m_limits.depth)
        return fail(m_at, QT_TRANSLATE_NOOP("PayloadCodec", "it is nested too deeply"));
    if (!content(static_cast<unsigned char>(m_bytes[m_at++]), into, depth))
        return false;
    if (into) {
        into->offset = begin;
        into->size = m_at - begin;
    }
    return true;
}

bool MsgpackParser::content(unsigned char lead, PayloadField *into, int depth)
{
    if (lead <= 0x7F) {
        set(into, FieldKind::Integer, QStringLiteral("uint"), into ? QString::number(lead) : QString(), lead);
        return true;
    }
    if (lead >= 0xE0) {
        const int negative = static_cast<int>(lead) - 256;
        set(into, FieldKind::Integer, QStringLiteral("int"), into ? QString::number(negative) : QString(), negative);
        return true;
    }
    if (lead <= 0x8F)
        return container(lead & 0x0FU, true, into, depth);
    if (lead <= 0x9F)
        return container(lead & 0x0FU, false, into, depth);
    if (lead <= 0xBF)
        return string(lead & 0x1FU, into);
    switch (lead) {
    case 0xC0:
        set(into, FieldKind::Null, QStringLiteral("nil"), QStringLiteral("nil"));
        return true;
    case 0xC1:
        return fail(m_at - 1, QT_TRANSLATE_NOOP("PayloadCodec", "the byte c1 has no meaning"));
    case 0xC2:
        set(into, FieldKind::Boolean, QStringLiteral("bool"), QStringLiteral("false"), 0);
        return true;
    case 0xC3:
        set(into, FieldKind::Boolean, QStringLiteral("bool"), QStringLiteral("true"), 1);
        return true;
    case 0xCA:
        return floating(4, into);
    case 0xCB:
        return floating(8, into);
    default:
        if (lead >= 0xCC && lead <= 0xD3)
            return integer(std::size_t{1} << (lead & 0x03U), lead >= 0xD0, into);
        if (lead >= 0xD4 && lead <= 0xD8)
            return extension(std::size_t{1} << (lead - 0xD4U), into);
        return sized(lead, into, depth);
    }
}

/// What carries its length in 1, 2 or 4 bytes: bin, ext, str, array, map.
bool MsgpackParser::sized(unsigned char lead, PayloadField *into, int depth)
{
    std::uint64_t size = 0;
    const bool isPlain = lead <= 0xC9; // bin 8-32 at c4, ext 8-32 at c7
    const unsigned step = isPlain ? (lead - 0xC4U) % 3 : lead >= 0xDC ? 1 + (lead & 0x01U) : lead - 0xD9U;
    if (!bigEndian(std::size_t{1} << step, &size))
        return false;
    if (lead <= 0xC6)
        return binary(size, into);
    if (lead <= 0xC9)
        return extension(size, into);
    if (lead <= 0xDB)
        return string(size, into);
    return container(size, lead >= 0xDE, into, depth);
}

bool MsgpackParser::integer(std::size_t width, bool isSigned, PayloadField *into)
{
    std::uint64_t raw = 0;
    if (!bigEndian(width, &raw))
        return false;
    if (!into)
        return true;
    if (isSigned) {
        const auto shift = 64 - width * 8;
        const auto value = static_cast<qint64>(raw << shift) >> shift;
        set(into, FieldKind::Integer, QStringLiteral("int"), QString::number(value), static_cast<double>(value));
    } else {
        set(into, FieldKind::Integer, QStringLiteral("uint"), QString::number(raw), static_cast<double>(raw));
    }
    return true;
}

bool MsgpackParser::floating(std::size_t width, PayloadField *into)
{
    std::uint64_t raw = 0;
    if (!bigEndian(width, &raw))
        return false;
    if (!into)
        return true;
    if (width == 4) {
        const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(raw));
        set(into, FieldKind::Float, QStringLiteral("float"), QString::number(value, 'g', 7),
            static_cast<double>(value));
    } else {
        const auto value = std::bit_cast<double>(raw);
        const auto text = QString::number(value, 'g', QLocale::FloatingPointShortest);
        set(into, FieldKind::Float, QStringLiteral("float"), text, value);
    }
    return true;
}

bool MsgpackParser::string(std::size_t size, PayloadField *into)
{
    std::string_view bytes;
    if (!take(size, &bytes))
        return false;
    if (into)
        set(into, FieldKind::String, QStringLiteral("str"), boundedText(bytes, m_limits.textBytes));
    return true;
}

bool MsgpackParser::binary(std::size_t size, PayloadField *into)
{
    std::string_view bytes;
    if (!take(size, &bytes))
        return false;
    if (into)
        set(into, FieldKind::Binary, QStringLiteral("bin"), binaryText(bytes, binaryBytes));
    return true;
}

bool MsgpackParser::extension(std::size_t size, PayloadField *into)
{
    std::string_view type;
    std::string_view data;
    if (!take(1, &type) || !take(size, &data))
        return false;
    if (!into)
        return true;
    const int code = static_cast<unsigned char>(type.front());
    const int number = code < 128 ? code : code - 256;
    const auto time = number == -1 ? timestampText(data) : QString();
    if (!time.isEmpty())
        set(into, FieldKind::Time, QStringLiteral("timestamp"), time);
    else
        set(into, FieldKind::Binary, QStringLiteral("ext %1").arg(number), binaryText(data, binaryBytes));
    return true;
}

bool MsgpackParser::container(std::size_t count, bool isMap, PayloadField *into, int depth)
{
    for (std::size_t i = 0; i < count && !m_isLimited; ++i) {
        if (!member(i, isMap, into, depth))
            return false;
    }
    if (into) {
        const auto kind = isMap ? FieldKind::Map : FieldKind::Array;
        const auto text = containerText(into->children.size(), kind);
        set(into, kind, isMap ? QStringLiteral("map") : QStringLiteral("array"), text);
    }
    return true;
}

bool MsgpackParser::member(std::size_t index, bool isMap, PayloadField *into, int depth)
{
    PayloadField key;
    if (isMap && !value(into ? &key : nullptr, depth + 1))
        return false;
    if (m_isLimited)
        return true;
    if (!into)
        return value(nullptr, depth + 1);
    if (m_fields++ >= m_limits.fields) {
        into->children.push_back(limitMarker(m_limits.fields, m_at));
        m_isLimited = true;
        return true;
    }
    auto &child = into->children.emplace_back();
    child.key = isMap ? key.text : QStringLiteral("[%1]").arg(index);
    return value(&child, depth + 1);
}

bool MsgpackParser::bigEndian(std::size_t width, std::uint64_t *value)
{
    std::string_view bytes;
    if (!take(width, &bytes))
        return false;
    *value = number(bytes);
    return true;
}

bool MsgpackParser::take(std::size_t size, std::string_view *bytes)
{
    if (size > m_bytes.size() - m_at)
        return fail(m_at, QT_TRANSLATE_NOOP("PayloadCodec", "the value is longer than what is left"), true);
    *bytes = m_bytes.substr(m_at, size);
    m_at += size;
    return true;
}

bool MsgpackParser::fail(std::size_t offset, const char *reason, bool isCutShort)
{
    m_fault = {offset, reason, isCutShort};
    return false;
}

} // namespace gnat
