// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/wordsearch_p.h"

#include "flow/payloadword.h"

#include <QList>
#include <QString>

namespace gnat {

namespace {

constexpr std::size_t longestCharacter = 4; ///< bytes, in UTF-8

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

bool isLetter(char32_t c)
{
    return QChar::isLetterOrNumber(c) || QChar::isMark(c) || QChar::category(c) == QChar::Other_PrivateUse;
}

/// Empty for a byte order mark.
QList<uint> decoded(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())).toUcs4();
}

/// The character that ends before `at`.
bool isLetterBefore(std::string_view bytes, std::size_t at)
{
    if (static_cast<unsigned char>(bytes[at - 1]) < 0x80)
        return isAsciiOfWord(bytes[at - 1]);
    auto begin = at - 1;
    while (begin > 0 && at - begin < longestCharacter && isContinuation(bytes[begin]))
        --begin;
    const auto letters = decoded(bytes.substr(begin, at - begin));
    return !letters.isEmpty() && isLetter(letters.back());
}

/// The character that begins at `at`.
bool isLetterAt(std::string_view bytes, std::size_t at)
{
    if (static_cast<unsigned char>(bytes[at]) < 0x80)
        return isAsciiOfWord(bytes[at]);
    auto end = at + 1;
    while (end < bytes.size() && end - at < longestCharacter && isContinuation(bytes[end]))
        ++end;
    const auto letters = decoded(bytes.substr(at, end - at));
    return !letters.isEmpty() && isLetter(letters.front());
}

} // namespace

bool isWordIn(std::string_view bytes, const TextSearch &search, bool isBeginning)
{
    const auto size = search.size();
    for (auto at = search.find(bytes, 0); at != std::string_view::npos; at = search.find(bytes, at + 1)) {
        const auto end = at + size;
        const bool isFree = at == 0 || !isLetterAt(bytes, at) || !isLetterBefore(bytes, at);
        const bool isOver =
            isBeginning || end == bytes.size() || !isLetterBefore(bytes, end) || !isLetterAt(bytes, end);
        if (isFree && isOver)
            return true;
    }
    return false;
}

} // namespace gnat
