// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/termparser_p.h"

#include "base/words.h"
#include "filter/filterterms_p.h"

namespace gnat {

namespace {

class TermParser
{
public:
    TermParser(const FilterToken &token, const Filter::FindConnection &find, FilterError *error)
        : m_token(token), m_text(token.text), m_find(find), m_error(error)
    {
    }

    FilterNodePtr parse()
    {
        if (m_token.kind == FilterToken::Regex)
            return regex();
        if (m_text.isEmpty())
            return fail(Words::tr("nothing stands between the quotes"));
        if (m_token.kind == FilterToken::Quoted)
            return makeTextTerm(m_text);
        if (m_text.startsWith(u'@'))
            return connection();
        if (m_text.startsWith(QStringLiteral("h:")))
            return header();
        if (m_text.startsWith(QStringLiteral("is:")))
            return kind();
        if (m_text.startsWith(QStringLiteral("format:")))
            return format();
        return comparisonPatternOrText();
    }

private:
    FilterNodePtr regex()
    {
        qsizetype offset = 0;
        const auto expression = makeFilterRegex(m_text, &offset);
        if (m_text.isEmpty())
            return fail(Words::tr("nothing stands between the slashes"));
        if (!expression.isValid())
            return fail(expression.errorString(), offset + 1, 1);
        return makeRegexTerm(expression);
    }

    FilterNodePtr connection()
    {
        const auto name = m_text.mid(1);
        if (name.isEmpty())
            return fail(Words::tr("a connection's name is missing after @"));
        const auto source = m_find ? m_find(name) : SourceId();
        if (source.isNone())
            return fail(Words::tr("there is no connection %1").arg(name), 1);
        return makeSourceTerm(source);
    }

    FilterNodePtr header()
    {
        const auto rest = m_text.mid(2);
        if (rest.isEmpty())
            return fail(Words::tr("a header's key is missing after h:"));
        const auto parts = splitComparison(rest);
        if (!parts)
            return makeHeaderTerm(rest, {}, Comparison::Equal);
        return makeHeaderTerm(parts->name, parts->value, parts->comparison);
    }

    FilterNodePtr kind()
    {
        if (m_text == QStringLiteral("is:request"))
            return makeRequestTerm();
        if (m_text == QStringLiteral("is:reply"))
            return makeReplyTerm();
        return fail(Words::tr("is: takes request or reply"), 3);
    }

    FilterNodePtr format()
    {
        const auto name = m_text.mid(7).toLower();
        const auto formats = filterFormats();
        if (!formats.contains(name))
            return fail(Words::tr("format: takes one of %1").arg(formats.join(QStringLiteral(", "))), 7);
        return makeFormatTerm(name);
    }

    FilterNodePtr comparisonPatternOrText()
    {
        if (const auto parts = splitComparison(m_text)) {
            if (parts->name == QStringLiteral("size"))
                return size(*parts);
            const bool isQuotedNothing = m_token.length > m_text.size(); // name="" compares with the empty text
            if (!parts->value.isEmpty() || isQuotedNothing)
                return makeFieldTerm(*parts);
        }
        return isPattern() ? pattern() : makeTextTerm(m_text);
    }

    FilterNodePtr size(const ComparisonParts &parts)
    {
        const auto bytes = parseByteCount(parts.value);
        if (!bytes)
            return fail(Words::tr("size takes a number of bytes such as 500, 1k or 2.5M"), parts.valueAt);
        return makeSizeTerm(parts.comparison, *bytes);
    }

    bool isPattern() const
    {
        return m_text.contains(u'.') || m_text == QStringLiteral("*") || m_text == QStringLiteral(">");
    }

    FilterNodePtr pattern()
    {
        const auto tokens = m_text.split(u'.');
        qsizetype at = 0;
        for (qsizetype i = 0; i < tokens.size(); ++i) {
            const bool isLast = i + 1 == tokens.size();
            if (tokens[i].isEmpty())
                return fail(Words::tr("a token is missing beside the dot"), i == 0 ? 0 : at - 1, 1);
            if (tokens[i] == QStringLiteral(">") && !isLast)
                return fail(Words::tr("> must be last"), at, 1);
            at += tokens[i].size() + 1;
        }
        auto parsed = SubjectPattern::parse(m_text.toStdString());
        if (!parsed) // what is left: a control character
            return fail(QString::fromStdString(parsed.error().message));
        return makePatternTerm(std::move(parsed).value());
    }

    /// From `at` in the token, `length` characters; 0: to its end.
    FilterNodePtr fail(const QString &message, qsizetype at = 0, qsizetype length = 0)
    {
        const auto rest = std::max<qsizetype>(m_token.length - at, 1);
        *m_error = {message, static_cast<int>(m_token.position + at), static_cast<int>(length > 0 ? length : rest)};
        return nullptr;
    }

    const FilterToken &m_token;
    const QString &m_text;
    const Filter::FindConnection &m_find;
    FilterError *m_error;
};

} // namespace

FilterNodePtr parseTerm(const FilterToken &token, const Filter::FindConnection &find, FilterError *error)
{
    return TermParser(token, find, error).parse();
}

} // namespace gnat
