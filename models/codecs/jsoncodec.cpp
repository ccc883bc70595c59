// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/jsoncodec.h"

#include "base/text.h"
#include "codecs/jsonparser_p.h"

#include <algorithm>
#include <string>
#include <utility>

namespace gnat {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

QString formatName()
{
    return QStringLiteral("JSON");
}

/// Walks checked or unchecked JSON token by token and lays it out anew; strings and numbers stay as they are.
class JsonLayout
{
public:
    JsonLayout(std::string_view json, std::size_t maxBytes) : m_json(json), m_maxBytes(maxBytes) {}

    std::string pretty()
    {
        walk([this](char c) { put(c); });
        return std::exchange(m_out, {});
    }

    std::string compact()
    {
        walk([this](char c) { m_out += c; });
        return std::exchange(m_out, {});
    }

    bool isFull() const { return m_out.size() >= m_maxBytes; }

private:
    template <typename Put>
    void walk(Put put)
    {
        while (m_at < m_json.size() && !isFull()) {
            const char c = m_json[m_at];
            if (c == '"') {
                copyString();
            } else {
                ++m_at;
                if (!isBlank(c))
                    put(c);
            }
        }
    }

    void copyString()
    {
        const auto begin = m_at++;
        while (m_at < m_json.size() && m_json[m_at] != '"')
            m_at += m_json[m_at] == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_json.size());
        m_out.append(m_json.substr(begin, std::min(m_at - begin, m_maxBytes - m_out.size())));
    }

    void put(char c)
    {
        if (c == '{' || c == '[') {
            m_out += c;
            if (isEmptyContainer())
                m_out += m_json[m_at++];
            else
                newLine(++m_depth);
        } else if (c == '}' || c == ']') {
            newLine(--m_depth);
            m_out += c;
        } else {
            m_out += c;
            if (c == ',')
                newLine(m_depth);
            else if (c == ':')
                m_out += ' ';
        }
    }

    bool isEmptyContainer()
    {
        while (m_at < m_json.size() && isBlank(m_json[m_at]))
            ++m_at;
        return m_at < m_json.size() && (m_json[m_at] == '}' || m_json[m_at] == ']');
    }

    void newLine(int depth)
    {
        m_out += '\n';
        m_out.append(static_cast<std::size_t>(std::max(depth, 0)) * 2, ' ');
    }

    std::string_view m_json;
    std::size_t m_maxBytes;
    std::size_t m_at = 0;
    std::string m_out;
    int m_depth = 0;
};

} // namespace

QString JsonCodec::name() const
{
    return QStringLiteral("json");
}

int JsonCodec::confidence(std::string_view payload) const
{
    const auto first = std::find_if_not(payload.begin(), payload.end(), isBlank);
    if (first == payload.end() || std::string_view("{[\"-0123456789tfn").find(*first) == std::string_view::npos)
        return 0;
    JsonParser parser(payload.substr(0, guessBytes));
    const bool isOk =
        parser.parse(nullptr) ? payload.size() <= guessBytes : parser.fault().isCutShort && payload.size() > guessBytes;
    if (!isOk)
        return 0;
    if (*first == '{' || *first == '[')
        return 95;
    return *first == '"' ? 70 : 40; // a bare number or word reads better as text
}

Result<PayloadField> JsonCodec::decode(std::string_view payload) const
{
    PayloadField root;
    JsonParser parser(payload);
    if (!parser.parse(&root))
        return decodeError(formatName(), parser.fault());
    return root;
}

Result<PayloadField> JsonCodec::decodeMembers(std::string_view json)
{
    DecodeLimits limits;
    limits.fields = 2'000'000;
    limits.membersOnly = true;
    PayloadField root;
    JsonParser parser(json, limits);
    if (!parser.parse(&root))
        return decodeError(formatName(), parser.fault());
    return root;
}

Result<QString> JsonCodec::pretty(std::string_view payload) const
{
    JsonParser parser(payload);
    if (!parser.parse(nullptr))
        return decodeError(formatName(), parser.fault());
    JsonLayout layout(payload, maxPrettyChars);
    const auto text = layout.pretty();
    return layout.isFull() || text.size() >= maxPrettyChars ? toText(withoutCutSequence(text)) + prettyMarker()
                                                            : toText(text);
}

QString JsonCodec::preview(std::string_view payload, int maxChars) const
{
    // A character takes up to four bytes, and blanks between the tokens fall out: look at a little more than needed.
    const auto chars = static_cast<std::size_t>(std::max(maxChars, 0));
    JsonLayout layout(payload.substr(0, chars * 16 + 64), chars * 4 + 4);
    return oneLine(toText(withoutCutSequence(layout.compact())), maxChars);
}

} // namespace gnat
