// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/auth/distinguishedname.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace gnat {

namespace {

using Attribute = std::pair<std::string, std::string>;
using Part = std::vector<Attribute>;

bool isSame(const Attribute &one, const Attribute &other)
{
    return one.second == other.second && std::ranges::equal(one.first, other.first, [](char a, char b) {
               return std::toupper(static_cast<unsigned char>(a)) == std::toupper(static_cast<unsigned char>(b));
           });
}

bool isSame(const Part &one, const Part &other)
{
    const auto holds = [](const Part &part, const Attribute &wanted) {
        return std::ranges::any_of(part, [&](const Attribute &has) { return isSame(has, wanted); });
    };
    return one.size() == other.size() &&
           std::ranges::all_of(one, [&](const Attribute &attribute) { return holds(other, attribute); }) &&
           std::ranges::all_of(other, [&](const Attribute &attribute) { return holds(one, attribute); });
}

/// Takes what stands before the next unescaped separator; blanks around it do not count. nullopt: a bad escape.
std::optional<std::string> takeText(std::string_view &rest, std::string_view separators)
{
    std::string text;
    std::size_t wanted = 0; // up to the last character that is not a bare blank
    while (!rest.empty() && separators.find(rest.front()) == std::string_view::npos) {
        char c = rest.front();
        rest.remove_prefix(1);
        const bool isEscaped = c == '\\';
        if (isEscaped && !rest.empty() &&
            std::string_view(" \"#+,;<=>\\").find(rest.front()) != std::string_view::npos) {
            c = rest.front();
            rest.remove_prefix(1);
        } else if (isEscaped) {
            unsigned char value = 0;
            if (rest.size() < 2 || std::from_chars(rest.data(), rest.data() + 2, value, 16).ptr != rest.data() + 2)
                return std::nullopt;
            c = static_cast<char>(value);
            rest.remove_prefix(2);
        } else if (c == ' ' && text.empty()) {
            continue;
        }
        text.push_back(c);
        if (isEscaped || c != ' ')
            wanted = text.size();
    }
    text.resize(wanted);
    return text;
}

/// Go's escapes in the text of a name.
std::string escaped(std::string_view value)
{
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const bool isBlank = c == ' ' && (i == 0 || i + 1 == value.size());
        if (isBlank || std::string_view(",+\"\\<>;").find(c) != std::string_view::npos || (c == '#' && i == 0))
            text.push_back('\\');
        text.push_back(c);
    }
    return text;
}

} // namespace

std::optional<DistinguishedName> DistinguishedName::parse(std::string_view text)
{
    DistinguishedName name;
    bool isNewPart = true;
    while (!text.empty()) {
        const auto type = takeText(text, "=,+");
        if (!type || type->empty() || !text.starts_with('='))
            return std::nullopt;
        text.remove_prefix(1);
        if (text.starts_with('#'))
            return std::nullopt;
        auto value = takeText(text, ",+");
        if (!value)
            return std::nullopt;
        if (isNewPart)
            name.m_parts.emplace_back();
        name.m_parts.back().emplace_back(*type, std::move(*value));
        isNewPart = text.starts_with(',');
        if (!text.empty())
            text.remove_prefix(1);
    }
    return name.m_parts.empty() ? std::nullopt : std::optional(std::move(name));
}

std::optional<DistinguishedName> DistinguishedName::of(const CertificateSubject &subject)
{
    DistinguishedName name;
    name.m_parts.assign(subject.rbegin(), subject.rend());
    for (const auto &part : name.m_parts) {
        if (std::ranges::any_of(part, [](const Attribute &has) {
                return has.first.empty() || std::isdigit(static_cast<unsigned char>(has.first.front())) != 0;
            }))
            return std::nullopt;
    }
    return name;
}

bool DistinguishedName::equals(const DistinguishedName &other) const
{
    return std::ranges::equal(m_parts, other.m_parts, [](const Part &a, const Part &b) { return isSame(a, b); });
}

bool DistinguishedName::hasSameParts(const DistinguishedName &other) const
{
    return m_parts.size() == other.m_parts.size() && std::ranges::all_of(m_parts, [&](const Part &part) {
               return std::ranges::any_of(other.m_parts, [&](const Part &theirs) { return isSame(part, theirs); });
           });
}

std::string subjectText(const CertificateSubject &subject)
{
    // Go puts equal attributes into one part, and the parts into this order.
    static constexpr std::array<std::string_view, 9> order{"SERIALNUMBER", "CN", "OU", "O", "POSTALCODE",
                                                           "STREET",       "L",  "ST", "C"};
    std::string text;
    for (const auto &type : order) {
        char separator = ',';
        std::string last; // these two have one value: the last
        for (const auto &part : subject) {
            for (const auto &[has, value] : part) {
                if (has != type)
                    continue;
                auto pair = std::string(type) + "=" + escaped(value);
                if (type == "CN" || type == "SERIALNUMBER") {
                    last = std::move(pair);
                    continue;
                }
                if (!text.empty())
                    text.push_back(separator);
                text.append(pair);
                separator = '+';
            }
        }
        if (!last.empty())
            text.append(text.empty() ? "" : ",").append(last);
    }
    return text;
}

std::string subjectWithDomain(const CertificateSubject &subject)
{
    std::string domain;
    for (const auto &part : subject) {
        for (const auto &[type, value] : part) {
            if (type == "DC")
                domain.append(",DC=").append(value);
        }
    }
    return domain.empty() ? domain : subjectText(subject) + domain;
}

} // namespace gnat
