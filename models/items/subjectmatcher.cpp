// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subjectmatcher.h"

#include "base/text.h"
#include "base/words.h"
#include "core/subject.h"
#include "core/subjectpattern.h"

#include <QRegularExpression>

#include <algorithm>
#include <string>
#include <vector>

namespace gnat {

namespace {

using Matcher = std::function<bool(std::string_view)>;

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool containsWord(std::string_view subject, std::string_view word, bool isCaseSensitive)
{
    if (isCaseSensitive)
        return subject.find(word) != std::string_view::npos;
    return std::search(subject.begin(), subject.end(), word.begin(), word.end(),
                       [](char a, char b) { return lowered(a) == lowered(b); }) != subject.end();
}

bool hasWildcard(std::string_view text)
{
    for (auto rest = text; rest.data() != nullptr;) {
        if (const auto token = nextToken(rest); token == "*" || token == ">")
            return true;
    }
    return false;
}

Result<Matcher> expressionMatcher(const QString &text, bool isCaseSensitive)
{
    auto inner = text.mid(1);
    if (inner.endsWith(u'/'))
        inner.chop(1);
    if (inner.isEmpty())
        return Matcher();
    const QRegularExpression expression(inner, isCaseSensitive ? QRegularExpression::NoPatternOption
                                                               : QRegularExpression::CaseInsensitiveOption);
    if (!expression.isValid())
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("The regular expression has a mistake: %1.").arg(expression.errorString()));
    expression.optimize();
    return Matcher([expression](std::string_view subject) { return expression.match(toText(subject)).hasMatch(); });
}

} // namespace

Result<Matcher> subjectMatcher(const QString &text, bool isCaseSensitive)
{
    const auto wanted = text.trimmed();
    if (wanted.startsWith(u'/'))
        return expressionMatcher(wanted, isCaseSensitive);
    std::vector<std::string> words;
    for (const auto &word : wanted.split(u' ', Qt::SkipEmptyParts))
        words.push_back(word.toStdString());
    if (words.empty())
        return Matcher();
    if (words.size() == 1 && hasWildcard(words.front())) {
        const auto pattern = SubjectPattern::parse(words.front());
        if (!pattern)
            return pattern.error();
        return Matcher([pattern = pattern.value()](std::string_view subject) { return pattern.matches(subject); });
    }
    return Matcher([words = std::move(words), isCaseSensitive](std::string_view subject) {
        return std::ranges::all_of(words,
                                   [&](const auto &word) { return containsWord(subject, word, isCaseSensitive); });
    });
}

} // namespace gnat
