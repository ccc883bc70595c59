// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/jsonparser_p.h"

#include <QtGlobal>

namespace gnat {

JsonParser::JsonParser(std::string_view bytes, const DecodeLimits &limits) : m_bytes(bytes), m_limits(limits) {}

bool JsonParser::parse(PayloadField *root)
{
    skipBlanks();
    if (!value(root, 0))
        return false;
    skipBlanks();
    return m_isLimited || isAtEnd() || fail(QT_TRANSLATE_NOOP("PayloadCodec", "nothing may follow the value"));
}

bool JsonParser::value(PayloadField *into, int depth)
{
    const auto begin = m_at;
    if (isAtEnd())
        return fail(QT_TRANSLATE_NOOP("PayloadCodec", "a value is missing"), true);
    if (depth > m_limits.depth)
        return fail(QT_TRANSLATE_NOOP("PayloadCodec", "it is nested too deeply"));
    if (!content(into, depth))
        return false;
    if (into) {
        into->offset = begin;
        into->size = m_at - begin;
    }
    return true;
}

bool JsonParser::content(PayloadField *into, int depth)
{
    switch (peek()) {
    case '{':
        return container(into, depth, true);
    case '[':
        return container(into, depth, false);
    case 't':
        return literal("true", into);
    case 'f':
        return literal("false", into);
    case 'n':
        return literal("null", into);
    case '"': {
        std::string_view raw;
        bool hasEscapes = false;
        if (!string(&raw, &hasEscapes))
            return false;
        if (into) {
            into->kind = FieldKind::String;
            into->typeName = QStringLiteral("string");
            into->text = boundedText(hasEscapes ? jsonUnescaped(raw) : raw, m_limits.textBytes);
        }
        return true;
    }
    default:
        return number(into);
    }
}

bool JsonParser::container(PayloadField *into, int depth, bool isMap)
{
    const char close = isMap ? '}' : ']';
    ++m_at;
    skipBlanks();
    std::size_t count = 0;
    bool isOpen = isAtEnd() || peek() != close;
    if (!isOpen)
        ++m_at;
    while (isOpen) {
        if (!member(m_limits.membersOnly && depth > 0 ? nullptr : into, depth, isMap, count))
            return false;
        if (m_isLimited)
            break;
        ++count;
        skipBlanks();
        if (isAtEnd() || (peek() != ',' && peek() != close))
            return failAtEndOr(isMap ? QT_TRANSLATE_NOOP("PayloadCodec", "a comma or } is missing")
                                     : QT_TRANSLATE_NOOP("PayloadCodec", "a comma or ] is missing"));
        isOpen = m_bytes[m_at++] == ',';
        if (isOpen)
            skipBlanks(); // those after the end are not part of the value
    }
    if (into) {
        into->kind = isMap ? FieldKind::Map : FieldKind::Array;
        into->typeName = isMap ? QStringLiteral("object") : QStringLiteral("array");
        into->text = containerText(m_limits.membersOnly ? count : into->children.size(), into->kind);
    }
    return true;
}

bool JsonParser::member(PayloadField *into, int depth, bool isMap, std::size_t index)
{
    std::string_view raw;
    bool hasEscapes = false;
    if (isMap) {
        if (isAtEnd() || peek() != '"')
            return failAtEndOr(QT_TRANSLATE_NOOP("PayloadCodec", "a key in quotes is missing"));
        if (!string(&raw, &hasEscapes))
            return false;
        skipBlanks();
        if (isAtEnd() || peek() != ':')
            return failAtEndOr(QT_TRANSLATE_NOOP("PayloadCodec", "a colon is missing"));
        ++m_at;
        skipBlanks();
    }
    if (!into)
        return value(nullptr, depth + 1);
    if (!mayBuild(into))
        return true;
    auto &child = into->children.emplace_back();
    child.key = isMap ? boundedText(hasEscapes ? jsonUnescaped(raw) : raw, m_limits.textBytes)
                      : QStringLiteral("[%1]").arg(index);
    return value(&child, depth + 1);
}

/// Counts a field; at the limit the marker takes its place and the parser runs out without reading on.
bool JsonParser::mayBuild(PayloadField *into)
{
    if (m_fields++ < m_limits.fields)
        return true;
    into->children.push_back(limitMarker(m_limits.fields, m_at));
    m_isLimited = true;
    return false;
}

bool JsonParser::string(std::string_view *raw, bool *hasEscapes)
{
    const auto begin = ++m_at;
    while (!isAtEnd()) {
        const auto c = static_cast<unsigned char>(peek());
        if (c == '"') {
            *raw = m_bytes.substr(begin, m_at - begin);
            ++m_at;
            return true;
        }
        if (c < 0x20)
            return fail(QT_TRANSLATE_NOOP("PayloadCodec", "a control character in a string must be escaped"));
        ++m_at;
        if (c == '\\') {
            *hasEscapes = true;
            if (!escape())
                return false;
        }
    }
    return fail(QT_TRANSLATE_NOOP("PayloadCodec", "the closing quote is missing"), true);
}

bool JsonParser::escape()
{
    constexpr std::string_view simple = "\"\\/bfnrt";
    const auto *const reason = QT_TRANSLATE_NOOP("PayloadCodec", "an unknown escape after \\");
    if (isAtEnd())
        return fail(reason, true);
    if (simple.find(peek()) != std::string_view::npos) {
        ++m_at;
        return true;
    }
    if (peek() != 'u')
        return fail(reason);
    ++m_at;
    for (int i = 0; i < 4; ++i, ++m_at) {
        if (isAtEnd() || std::string_view("0123456789abcdefABCDEF").find(peek()) == std::string_view::npos)
            return failAtEndOr(QT_TRANSLATE_NOOP("PayloadCodec", "four hexadecimal digits must follow \\u"));
    }
    return true;
}

bool JsonParser::number(PayloadField *into)
{
    const auto begin = m_at;
    bool isFloat = false;
    if (peek() == '-')
        ++m_at;
    const auto firstDigit = m_at;
    if (!digits()) {
        m_at = begin;
        const bool isCut = firstDigit == m_bytes.size();
        return fail(QT_TRANSLATE_NOOP("PayloadCodec", "a value is expected"), isCut);
    }
    if (m_bytes[firstDigit] == '0' && m_at - firstDigit > 1) {
        m_at = firstDigit;
        return fail(QT_TRANSLATE_NOOP("PayloadCodec", "a number must not begin with 0"));
    }
    if (!isAtEnd() && peek() == '.') {
        isFloat = true;
        ++m_at;
        if (!digits())
            return failAtEndOr(QT_TRANSLATE_NOOP("PayloadCodec", "a digit must follow the decimal point"));
    }
    if (!isAtEnd() && (peek() == 'e' || peek() == 'E')) {
        isFloat = true;
        ++m_at;
        if (!isAtEnd() && (peek() == '+' || peek() == '-'))
            ++m_at;
        if (!digits())
            return failAtEndOr(QT_TRANSLATE_NOOP("PayloadCodec", "a digit must follow the exponent"));
    }
    if (into) {
        const auto text = m_bytes.substr(begin, m_at - begin);
        into->kind = isFloat ? FieldKind::Float : FieldKind::Integer;
        into->typeName = QStringLiteral("number");
        into->text = boundedText(text, m_limits.textBytes);
        into->number = numberOf(text);
    }
    return true;
}

bool JsonParser::digits()
{
    const auto begin = m_at;
    while (!isAtEnd() && peek() >= '0' && peek() <= '9')
        ++m_at;
    return m_at > begin;
}

bool JsonParser::literal(std::string_view word, PayloadField *into)
{
    const auto there = m_bytes.substr(m_at, word.size());
    if (there != word)
        return fail(QT_TRANSLATE_NOOP("PayloadCodec", "a value is expected"), word.substr(0, there.size()) == there);
    m_at += word.size();
    if (into) {
        const bool isNull = word == "null";
        into->kind = isNull ? FieldKind::Null : FieldKind::Boolean;
        into->typeName = isNull ? QStringLiteral("null") : QStringLiteral("bool");
        into->text = QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
        into->number = word == "true" ? 1 : 0;
    }
    return true;
}

void JsonParser::skipBlanks()
{
    while (!isAtEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
        ++m_at;
}

bool JsonParser::fail(const char *reason, bool isCutShort)
{
    m_fault = {m_at, reason, isCutShort};
    return false;
}

bool JsonParser::failAtEndOr(const char *reason)
{
    return fail(reason, isAtEnd());
}

} // namespace gnat
