// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filterfor.h"

#include "base/text.h"
#include "filter/filter.h"
#include "filter/filterlexer_p.h"

#include <QDateTime>

#include <algorithm>

namespace gnat {

namespace {

QString quoted(QString text)
{
    text.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + text + u'"';
}

/// Signs that mean nothing to the filter wherever they stand.
bool isPlain(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.' || c == u'$';
}

bool isPlain(const QString &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return isPlain(c); });
}

bool hasControl(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.unicode() < 32 || c.unicode() == 127; });
}

/// What can stand in a pattern as it is.
bool isToken(std::string_view token)
{
    return !token.empty() && isUtf8(token) && token != ">" &&
           std::ranges::none_of(token, [](char c) { return static_cast<unsigned char>(c) <= 32 || c == 127; });
}

/// A value or name behind a prefix or an operator.
QString written(const QString &text)
{
    return isPlain(text) ? text : quoted(text);
}

} // namespace

namespace {

/// The pattern of this subject alone.
QString patternOf(std::string_view subject)
{
    QStringList tokens;
    for (std::size_t from = 0; from <= subject.size();) {
        const auto dot = std::min(subject.find('.', from), subject.size());
        const auto token = subject.substr(from, dot - from);
        tokens << (isToken(token) ? toText(token) : QStringLiteral("*"));
        from = dot + 1;
    }
    return tokens.join(u'.');
}

/// In parentheses if it is alternatives.
QString asTerm(const QString &filter)
{
    FilterError ignored;
    const auto tokens = tokenizeFilter(filter, &ignored);
    const bool hasOr =
        tokens && std::ranges::any_of(*tokens, [](const FilterToken &token) { return token.kind == FilterToken::Or; });
    return hasOr ? u'(' + filter + u')' : filter;
}

/// A pattern behind a prefix.
QString writtenPattern(const QString &pattern)
{
    const auto isSimple = [](const QString &token) {
        return token == QStringLiteral("*") || token == QStringLiteral(">") || isPlain(token);
    };
    return std::ranges::all_of(pattern.split(u'.'), isSimple) ? pattern : quoted(pattern);
}

} // namespace

QString filterForSubject(std::string_view subject)
{
    return filterForPattern(patternOf(subject));
}

QString filterForPattern(const QString &pattern)
{
    const auto text = writtenPattern(pattern);
    const bool isAlone = pattern == QStringLiteral("*") || pattern == QStringLiteral(">");
    if (text == pattern && (pattern.contains(u'.') || isAlone))
        return pattern;
    return QStringLiteral("subject:") + text;
}

QString filterForPatterns(const QStringList &patterns)
{
    QStringList terms;
    for (const auto &pattern : patterns)
        terms << filterForPattern(pattern);
    return terms.join(QStringLiteral(" or "));
}

QString filterForConnection(const QString &name)
{
    return u'@' + written(name);
}

QString filterForReplySubject(std::string_view reply)
{
    return reply.empty() ? QString() : QStringLiteral("reply:") + writtenPattern(patternOf(reply));
}

QString filterForSubscription(const QString &pattern)
{
    return QStringLiteral("sub:") + writtenPattern(pattern);
}

QString filterForNumber(std::uint64_t number)
{
    return QStringLiteral("no=%1").arg(number);
}

QString filterForFormat(const QString &format)
{
    return QStringLiteral("format:") + format;
}

QString filterForSize(std::uint64_t bytes)
{
    return QStringLiteral("size=%1").arg(bytes);
}

QString filterForTime(std::int64_t atNs)
{
    constexpr std::int64_t msNs = 1'000'000;
    const auto ms = atNs / msNs - (atNs % msNs < 0 ? 1 : 0);
    return QStringLiteral("time=") +
           QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz"));
}

QString filterForHeader(const QString &key)
{
    return QStringLiteral("h:") + written(key);
}

QString filterForHeader(const QString &key, std::string_view value)
{
    return isUtf8(value) ? filterForHeader(key) + u'=' + written(toText(value)) : QString();
}

QString filterForFieldName(const QString &path)
{
    const bool isName = !path.isEmpty() && std::ranges::all_of(path, isFilterNameCharacter) && !path.endsWith(u'.');
    const bool isReserved =
        path == QStringLiteral("size") || path == QStringLiteral("time") || path == QStringLiteral("no");
    return isName && !isReserved ? path : quoted(path);
}

QString filterForField(const QString &path, const QString &value)
{
    return hasControl(path) || hasControl(value) ? QString() : filterForFieldName(path) + u'=' + written(value);
}

QString filterForText(const QString &text)
{
    return text.isEmpty() ? QString() : quoted(text);
}

QString filterForWord(const QString &word)
{
    if (word.isEmpty())
        return {};
    const bool isBeginning = word.endsWith(u'*') && isPlain(word.chopped(1));
    return QStringLiteral("word:") + (isBeginning ? word : written(word));
}

QString filterExcept(const QString &term)
{
    FilterError ignored;
    const auto tokens = tokenizeFilter(term, &ignored);
    return tokens && tokens->size() > 1 ? QStringLiteral("!(%1)").arg(term) : u'!' + term;
}

QString filterBoth(const QString &filter, const QString &term)
{
    const auto both = filter.trimmed();
    if (both.isEmpty() || term.isEmpty())
        return both.isEmpty() ? term : both;
    return asTerm(both) + u' ' + asTerm(term);
}

} // namespace gnat
