// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/termparser_p.h"

#include "base/bytecount.h"
#include "base/duration.h"
#include "base/words.h"
#include "core/clock.h"
#include "filter/filtermoment_p.h"
#include "filter/filterterms_p.h"

#include <algorithm>

namespace gnat {

namespace {

class TermParser
{
public:
    TermParser(const FilterToken &token, const FilterContext &context, FilterError *error)
        : m_token(token), m_text(token.text), m_context(context), m_error(error)
    {
    }

    FilterNodePtr parse()
    {
        if (m_token.kind == FilterToken::Regex)
            return regex();
        if (m_token.kind == FilterToken::Quoted)
            return m_text.isEmpty() ? fail(Words::tr("nothing stands between the quotes")) : text();
        if (hasPrefix(QStringLiteral("@")))
            return connection();
        if (hasPrefix(QStringLiteral("h:")))
            return header();
        if (hasPrefix(QStringLiteral("is:")))
            return kind();
        if (hasPrefix(QStringLiteral("format:")))
            return format();
        if (hasPrefix(QStringLiteral("last:")))
            return last();
        if (hasPrefix(QStringLiteral("subject:")))
            return subject();
        if (hasPrefix(QStringLiteral("reply:")))
            return replySubject();
        if (hasPrefix(QStringLiteral("sub:")))
            return subscription();
        if (hasPrefix(QStringLiteral("word:")))
            return word();
        return comparisonPatternOrText();
    }

private:
    bool hasPrefix(const QString &prefix) const
    {
        return m_text.startsWith(prefix) && !m_token.hasLiteral(0, prefix.size());
    }

    FilterNodePtr regex()
    {
        qsizetype offset = 0;
        const auto expression = makeFilterRegex(m_text, &offset, m_context.subjects && m_context.subjects->regardsCase);
        if (m_text.isEmpty())
            return fail(Words::tr("nothing stands between the slashes"));
        if (expression.isValid())
            return m_context.subjects ? makeSubjectRegexTerm(expression) : makeRegexTerm(expression);
        const auto inside = std::min<int>(static_cast<int>(offset) + 1, m_token.length - 1);
        *m_error = {expression.errorString(), m_token.position + inside, 1};
        return nullptr;
    }

    FilterNodePtr connection()
    {
        const auto name = m_text.mid(1);
        if (name.isEmpty())
            return fail(Words::tr("a connection's name is missing after @"));
        if (m_context.findRecordedConnection) {
            auto subscriptions = m_context.findRecordedConnection(name);
            return subscriptions ? makeSubscriptionTerm(std::move(*subscriptions)) : failConnection(name);
        }
        const auto source = m_context.findConnection ? m_context.findConnection(name) : SourceId();
        if (source.isNone())
            return failConnection(name);
        return makeSourceTerm(source);
    }

    FilterNodePtr failConnection(const QString &name)
    {
        return fail(Words::tr("there is no connection %1").arg(name), 1);
    }

    FilterNodePtr header()
    {
        const auto parts = splitComparison(m_token);
        if (!parts && m_text.size() == 2)
            return fail(Words::tr("a header's key is missing after h:"));
        if (!parts && !isFilterName(m_token))
            return fail(Words::tr("a header's key is missing after h:"), 2);
        if (!parts)
            return makeHeaderTerm(m_text.mid(2));
        return hasValue(*parts) ? makeHeaderTerm(*parts) : failValue(*parts);
    }

    FilterNodePtr kind()
    {
        if (m_text == QStringLiteral("is:request"))
            return makeRequestTerm();
        if (m_text == QStringLiteral("is:reply"))
            return makeReplyTerm(m_context.findExchange);
        if (m_text == QStringLiteral("is:timeout"))
            return makeTimeoutTerm(m_context.findExchange);
        return fail(Words::tr("is: takes request, reply or timeout"), 3);
    }

    FilterNodePtr format()
    {
        const auto name = m_text.mid(7).toLower();
        const auto formats = filterFormats();
        if (!formats.contains(name))
            return fail(Words::tr("format: takes one of %1").arg(formats.join(QStringLiteral(", "))), 7);
        return makeFormatTerm(name);
    }

    FilterNodePtr word()
    {
        const bool isBeginning = m_text.endsWith(u'*') && !m_token.hasLiteral(m_text.size() - 1, m_text.size());
        const auto text = m_text.mid(5, m_text.size() - 5 - (isBeginning ? 1 : 0));
        return text.isEmpty() ? fail(Words::tr("a word is missing after word:")) : makeWordTerm(text, isBeginning);
    }

    FilterNodePtr last()
    {
        const auto duration = parseDurationMs(m_text.mid(5));
        if (!duration || *duration > maxLastMs)
            return fail(Words::tr("last: takes a duration such as 30s, 5m, 1h30m or 2d"), 5);
        const auto now = m_context.nowNs != 0 ? m_context.nowNs : wallNanoseconds();
        return makeSinceTerm(now - *duration * 1'000'000);
    }

    FilterNodePtr comparisonPatternOrText()
    {
        if (const auto parts = splitComparison(m_token)) {
            if (!hasValue(*parts))
                return failValue(*parts);
            if (parts->name == QStringLiteral("size") && !parts->isNameQuoted)
                return size(*parts);
            if (parts->name == QStringLiteral("time") && !parts->isNameQuoted)
                return time(*parts);
            if (parts->name == QStringLiteral("no") && !parts->isNameQuoted)
                return number(*parts);
            return makeFieldTerm(*parts);
        }
        return isPattern() ? patternTerm(pattern(0)) : text();
    }

    FilterNodePtr text() const
    {
        const auto *subjects = m_context.subjects;
        return subjects ? makeSubjectTextTerm(m_text, subjects->regardsCase) : makeTextTerm(m_text);
    }

    static bool hasValue(const ComparisonParts &parts) { return !parts.value.isEmpty() || parts.isValueQuoted; }

    /// Marks the operator, because there is nothing behind it.
    FilterNodePtr failValue(const ComparisonParts &parts)
    {
        const auto from = m_text.lastIndexOf(parts.name, parts.valueAt - 1) + parts.name.size();
        const auto sign = m_text.mid(from, parts.valueAt - from);
        return fail(Words::tr("a value is missing after %1; put a text with %1 in quotes").arg(sign), from);
    }

    FilterNodePtr size(const ComparisonParts &parts)
    {
        if (const auto bytes = parseByteCount(parts.value))
            return makeSizeTerm(parts.comparison, *bytes);
        return fail(Words::tr("size takes a number of bytes such as 500, 1k or 2.5M; \"size\" is a field"),
                    parts.valueAt);
    }

    FilterNodePtr time(const ComparisonParts &parts)
    {
        if (const auto moment = parseFilterMoment(parts.value))
            return makeTimeTerm(parts.comparison, *moment);
        return fail(Words::tr("time takes 14:03, 14:03:05.250 or 2026-11-27T14:03; \"time\" is a field"),
                    parts.valueAt);
    }

    FilterNodePtr number(const ComparisonParts &parts)
    {
        bool isNumber = false;
        const auto value = parts.value.toULongLong(&isNumber);
        if (isNumber)
            return makeNumberTerm(parts.comparison, value);
        return fail(Words::tr("no takes the number of a message such as 1204; \"no\" is a field"), parts.valueAt);
    }

    static FilterNodePtr patternTerm(std::optional<SubjectPattern> pattern)
    {
        return pattern ? makePatternTerm(std::move(*pattern)) : nullptr;
    }

    FilterNodePtr subject() { return patternTerm(pattern(8)); }

    FilterNodePtr replySubject()
    {
        auto parsed = pattern(6);
        return parsed ? makeReplySubjectTerm(std::move(*parsed)) : nullptr;
    }

    FilterNodePtr subscription()
    {
        if (!pattern(4))
            return nullptr;
        if (!m_context.findSubscriptions)
            return fail(Words::tr("by which subscription these messages came is not known"));
        auto found = m_context.findSubscriptions(m_text.mid(4));
        if (found.empty())
            return fail(Words::tr("there is no subscription to %1").arg(m_text.mid(4)), 4);
        return makeSubscriptionTerm(std::move(found));
    }

    bool isPattern() const
    {
        for (qsizetype i = 0; i < m_text.size(); ++i) {
            if (m_text[i] == u'.' && !m_token.isLiteral[static_cast<std::size_t>(i)])
                return true;
        }
        return m_text == QStringLiteral("*") || m_text == QStringLiteral(">");
    }

    /// Of the text from `from` on; nothing if it is wrong.
    std::optional<SubjectPattern> pattern(qsizetype from)
    {
        if (from == m_text.size())
            return fault(Words::tr("a subject is missing after %1").arg(m_text));
        const auto tokens = m_text.mid(from).split(u'.');
        qsizetype at = from;
        for (qsizetype i = 0; i < tokens.size(); ++i) {
            const bool isLast = i + 1 == tokens.size();
            if (tokens[i].isEmpty())
                return fault(Words::tr("a token is missing beside the dot"), i == 0 ? at : at - 1, 1);
            if (tokens[i] == QStringLiteral(">") && !isLast)
                return fault(Words::tr("> must be last"), at, 1);
            at += tokens[i].size() + 1;
        }
        auto parsed = SubjectPattern::parse(m_text.mid(from).toStdString());
        if (!parsed) // what is left: a blank or a control character
            return fault(QString::fromStdString(parsed.error().message), from);
        return std::move(parsed).value();
    }

    std::nullopt_t fault(const QString &message, qsizetype at = 0, qsizetype length = 0)
    {
        fail(message, at, length);
        return std::nullopt;
    }

    /// From character `at` of the token's text, `length` characters; 0: to its end.
    FilterNodePtr fail(const QString &message, qsizetype at = 0, qsizetype length = 0)
    {
        const auto isWord = m_token.kind == FilterToken::Word;
        const int from = std::min(at == 0 || !isWord ? m_token.position : m_token.placeOf(at), m_token.end() - 1);
        const int to = length > 0 && isWord ? m_token.placeOf(at + length - 1) + 1 : m_token.end();
        *m_error = {message, from, std::clamp(to, from + 1, m_token.end()) - from};
        return nullptr;
    }

    static constexpr qint64 maxLastMs = 100LL * 365 * 24 * 60 * 60 * 1000;

    const FilterToken &m_token;
    const QString &m_text;
    const FilterContext &m_context;
    FilterError *m_error;
};

} // namespace

FilterNodePtr parseTerm(const FilterToken &token, const FilterContext &context, FilterError *error)
{
    return TermParser(token, context, error).parse();
}

} // namespace gnat
