// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/quickpublish_p.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace gnat {

namespace {

/// The first character at or behind `at` that is a blank or a control character, or `end`. Eight at a time.
const char *wordEnd(const char *at, const char *end)
{
    if constexpr (std::endian::native == std::endian::little) {
        constexpr std::uint64_t ones = 0x0101010101010101U;
        for (; end - at >= 8; at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, sizeof word);
            // The top bit of each byte below '!' is set; those above the first such byte may be wrong.
            if (const auto low = (word - ones * '!') & ~word & (ones * 0x80U))
                return at + std::countr_zero(low) / 8;
        }
    }
    while (at != end && static_cast<unsigned char>(*at) > ' ')
        ++at;
    return at;
}

/// One to nine digits; -1: no such number.
std::int64_t sizeOf(std::string_view digits)
{
    if (digits.empty() || digits.size() > 9)
        return -1;
    std::int64_t size = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return -1;
        size = size * 10 + (c - '0');
    }
    return size;
}

/// The words of a control line.
struct Words
{
    std::array<std::string_view, 4> all;
    std::size_t count = 0;
    const char *next = nullptr; ///< behind the line; null: not a line of the usual form
};

Words splitLine(const char *at, const char *end)
{
    Words words;
    while (words.count < words.all.size()) {
        const char *const to = wordEnd(at, end);
        if (to == at || end - to < 2)
            return words;
        words.all[words.count++] = {at, static_cast<std::size_t>(to - at)};
        if (to[0] == '\r' && to[1] == '\n') {
            words.next = to + 2;
            return words;
        }
        if (*to != ' ')
            return words;
        at = to + 1;
    }
    return words;
}

} // namespace

std::size_t takeQuickPublish(std::string_view text, const QuickLimits &limits, WireCommand &command)
{
    const bool hasHeaders = text.starts_with("HPUB ");
    if (!hasHeaders && !text.starts_with("PUB "))
        return 0;
    const std::size_t fixed = hasHeaders ? 3 : 2;
    const char *const line = text.data() + fixed + 2;
    const auto words = splitLine(line, text.data() + text.size());
    if (!words.next || words.count < fixed || words.count > fixed + 1)
        return 0;
    const auto size = sizeOf(words.all[words.count - 1]);
    const auto headersSize = hasHeaders ? sizeOf(words.all[words.count - 2]) : 0;
    if (size < 0 || headersSize < 0 || headersSize > size || (hasHeaders && headersSize == 0))
        return 0;
    const auto lineSize = static_cast<std::size_t>(words.next - text.data());
    const auto payloadEnd = lineSize + static_cast<std::size_t>(size);
    if (static_cast<std::size_t>(size) > limits.maxPayload || lineSize > limits.maxControlLine ||
        text.size() < payloadEnd + 2 || text[payloadEnd] != '\r' || text[payloadEnd + 1] != '\n' ||
        (hasHeaders && !limits.areHeadersAllowed))
        return 0;
    // All that a client's command of this kind has, one by one: to clear everything first took a third of the time
    // here.
    command.verb = WireVerb::Publish;
    command.subject = words.all[0];
    command.reply = words.count > fixed ? words.all[1] : std::string_view();
    command.queue = command.sid = command.argument = {};
    command.sizeText = words.all[words.count - 1];
    command.headerSizeText = hasHeaders ? words.all[words.count - 2] : std::string_view();
    command.headers = text.substr(lineSize, static_cast<std::size_t>(headersSize));
    command.payload = text.substr(lineSize, static_cast<std::size_t>(size)).substr(command.headers.size());
    const auto tailBegin = static_cast<std::size_t>(words.all[1].data() - text.data());
    command.tail = text.substr(tailBegin, payloadEnd + 2 - tailBegin);
    return payloadEnd + 2;
}

} // namespace gnat
