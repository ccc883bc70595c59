// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/headerblock.h"

#include <algorithm>
#include <charconv>

namespace gnat {

namespace {

constexpr std::string_view versionLine = "NATS/1.0";

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    };
    return std::ranges::equal(a, b, [lower](char x, char y) { return lower(x) == lower(y); });
}

/// The line at the front of `rest`, without its CRLF; `rest` then begins after it.
std::string_view nextLine(std::string_view &rest)
{
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 2);
    return line;
}

int parseStatus(std::string_view text)
{
    int code = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), code);
    return failure == std::errc() && end == text.data() + text.size() && code > 0 ? code : 0;
}

} // namespace

std::optional<HeaderBlock> HeaderBlock::parse(std::string_view raw)
{
    if (!raw.starts_with(versionLine))
        return std::nullopt;
    HeaderBlock block;
    auto inlineStatus = trimmed(nextLine(raw).substr(versionLine.size()));
    const auto blank = inlineStatus.find(' ');
    block.status = parseStatus(inlineStatus.substr(0, blank));
    if (block.status && blank != std::string_view::npos)
        block.description = trimmed(inlineStatus.substr(blank));
    while (!raw.empty()) {
        const auto line = nextLine(raw);
        const auto colon = line.find(':');
        if (line.empty() || colon == std::string_view::npos)
            break;
        block.fields.push_back({line.substr(0, colon), trimmed(line.substr(colon + 1))});
    }
    return block;
}

std::optional<std::string_view> HeaderBlock::value(std::string_view key) const
{
    const auto found =
        std::ranges::find_if(fields, [key](const HeaderField &f) { return equalIgnoringCase(f.key, key); });
    return found == fields.end() ? std::nullopt : std::optional(found->value);
}

int headerStatus(std::string_view raw)
{
    if (!raw.starts_with(versionLine))
        return 0;
    const auto text = trimmed(nextLine(raw).substr(versionLine.size()));
    return parseStatus(text.substr(0, text.find(' ')));
}

std::string makeHeaderBlock(const std::vector<std::pair<std::string, std::string>> &fields)
{
    if (fields.empty())
        return {};
    std::string raw(versionLine);
    raw += "\r\n";
    for (const auto &[key, value] : fields)
        raw.append(key).append(": ").append(value).append("\r\n");
    raw += "\r\n";
    return raw;
}

bool isValidHeaderKey(std::string_view key)
{
    return !key.empty() && std::ranges::all_of(key, [](char c) { return c > ' ' && c < 127 && c != ':'; });
}

} // namespace gnat
