// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filterlexer_p.h"

#include "base/words.h"
#include "filter/comparison_p.h"
#include "filter/filter.h"

#include <algorithm>

namespace gnat {

namespace {

class Lexer
{
public:
    Lexer(const QString &text, FilterError *error) : m_text(text), m_error(error) {}

    std::optional<std::vector<FilterToken>> run()
    {
        while (skipBlanks(), m_at < m_text.size()) {
            m_token = {};
            m_token.position = static_cast<int>(m_at);
            if (!token(m_text[m_at]))
                return {};
            m_token.length = static_cast<int>(m_at) - m_token.position;
            m_tokens.push_back(std::move(m_token));
        }
        return std::move(m_tokens);
    }

private:
    bool token(QChar c)
    {
        switch (c.unicode()) {
        case u'(':
            return mark(FilterToken::Open);
        case u')':
            return mark(FilterToken::Close);
        case u'!':
            return mark(FilterToken::Not);
        case u'/':
            return regex();
        default:
            return word();
        }
    }

    bool mark(FilterToken::Kind kind)
    {
        m_token.kind = kind;
        m_token.text = m_text[m_at++];
        return true;
    }

    bool regex()
    {
        m_token.kind = FilterToken::Regex;
        for (++m_at; m_at < m_text.size() && m_text[m_at] != u'/'; ++m_at) {
            const bool isEscape = m_text[m_at] == u'\\' && m_at + 1 < m_text.size();
            if (isEscape && m_text[m_at + 1] != u'/')
                m_token.text += m_text[m_at]; // an escape of the expression: both characters are its own
            m_at += isEscape ? 1 : 0;
            m_token.text += m_text[m_at];
        }
        if (m_at == m_text.size())
            return fail(Words::tr("the closing / is missing"), m_token.position);
        if (++m_at < m_text.size() && !isEndOfWord(m_text[m_at]))
            return fail(Words::tr("a blank is missing after /; put a text with / in quotes"), m_at - 1);
        return true;
    }

    bool word()
    {
        const bool isQuotedFirst = m_text[m_at] == u'"';
        if (!readWord())
            return false;
        if (isQuotedFirst && isAllQuoted()) {
            m_token.kind = FilterToken::Quoted;
            return true;
        }
        m_token.kind = kindOfWord();
        return m_token.kind != FilterToken::Word || joinOperator();
    }

    bool readWord()
    {
        while (m_at < m_text.size() && !isEndOfWord(m_text[m_at])) {
            if (m_text[m_at] == u'"') {
                if (!readQuotes())
                    return false;
            } else {
                add(m_text[m_at], m_at, false);
                ++m_at;
            }
        }
        return true;
    }

    bool readQuotes()
    {
        const auto begin = m_at;
        const bool isAtBegin = begin == m_token.position || m_text[begin - 1].isSpace();
        if (!isAtBegin && !QStringView(u"=<>:@.[").contains(m_text[begin - 1]))
            return fail(Words::tr("put the whole text in quotes, and \\ before a quote in it"), begin);
        for (++m_at; m_at < m_text.size() && m_text[m_at] != u'"'; ++m_at) {
            const auto next = m_at + 1 < m_text.size() ? m_text[m_at + 1] : QChar();
            const auto from = m_at;
            if (m_text[m_at] == u'\\' && (next == u'"' || next == u'\\'))
                ++m_at;
            add(m_text[m_at], from, true);
        }
        if (m_at == m_text.size())
            return fail(Words::tr("the closing quote is missing"), begin);
        m_isQuotedTo = ++m_at;
        const bool isEnd = m_at == m_text.size() || isEndOfWord(m_text[m_at]);
        if (isEnd || QStringView(u".[]").contains(m_text[m_at]) || filterOperatorLength(m_text, m_at) > 0)
            return true;
        return fail(Words::tr("a blank is missing after the closing quote"), m_at - 1);
    }

    /// `"…"` and nothing more.
    bool isAllQuoted() const
    {
        return m_isQuotedTo == m_at && std::ranges::all_of(m_token.isLiteral, [](bool is) { return is; });
    }

    FilterToken::Kind kindOfWord() const
    {
        const auto is = [this](const char *wanted) {
            return m_token.text.compare(QLatin1String(wanted), Qt::CaseInsensitive) == 0;
        };
        if (m_token.hasLiteral(0, m_token.text.size()))
            return FilterToken::Word;
        if (is("or") || is("||"))
            return FilterToken::Or;
        if (is("and") || is("&&"))
            return FilterToken::And;
        return is("not") ? FilterToken::Not : FilterToken::Word;
    }

    /// `temp_c > 80` and `temp_c> 80` are one word, as is `temp_c >80`: else a `>` in between would be a pattern, and
    /// quietly something else would be shown.
    bool joinOperator()
    {
        if (const auto parts = splitComparison(m_token)) {
            const bool hasValue = parts->valueAt < m_token.text.size() || m_isQuotedTo == m_at;
            return hasValue || readValue();
        }
        return !isFilterName(m_token) || !readOperator() || readValue();
    }

    /// An operator behind blanks, with a blank or what is clearly a value behind it.
    bool readOperator()
    {
        const auto before = m_at;
        skipBlanks();
        const auto behind = m_at + filterOperatorLength(m_text, m_at);
        const auto next = behind < m_text.size() ? m_text[behind] : QChar(u' ');
        if (behind == m_at || !(next.isSpace() || next.isDigit() || next == u'-' || next == u'"')) {
            m_at = before;
            return false;
        }
        for (; m_at < behind; ++m_at)
            add(m_text[m_at], m_at, false);
        return true;
    }

    bool readValue()
    {
        const auto before = m_at;
        skipBlanks();
        const auto valueAt = m_at;
        if (!readWord())
            return false;
        if (m_at == valueAt) // nothing follows: the word ends with its operator
            m_at = before;
        return true;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }

    void add(QChar c, qsizetype place, bool isLiteral)
    {
        m_token.text += c;
        m_token.places.push_back(static_cast<int>(place));
        m_token.isLiteral.push_back(isLiteral);
    }

    static bool isEndOfWord(QChar c) { return c.isSpace() || c == u'(' || c == u')'; }

    bool fail(const QString &message, qsizetype at)
    {
        *m_error = {message, static_cast<int>(at), static_cast<int>(m_text.size() - at)};
        return false;
    }

    const QString &m_text;
    FilterError *m_error;
    std::vector<FilterToken> m_tokens;
    FilterToken m_token; ///< being read
    qsizetype m_at = 0;
    qsizetype m_isQuotedTo = -1; ///< behind the last closing quote
};

} // namespace

bool FilterToken::hasLiteral(qsizetype from, qsizetype to) const
{
    return std::find(isLiteral.begin() + from, isLiteral.begin() + to, true) != isLiteral.begin() + to;
}

bool isFilterNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c.isSurrogate() || QStringView(u"_-.[]$").contains(c);
}

qsizetype filterOperatorLength(QStringView text, qsizetype at)
{
    const auto is = [&](qsizetype i, QStringView signs) {
        return i < text.size() && signs.contains(text[i]);
    };
    if (is(at, u"<>=!") && is(at + 1, u"="))
        return 2;
    return is(at, u"<>=") ? 1 : 0;
}

std::optional<std::vector<FilterToken>> tokenizeFilter(const QString &text, FilterError *error)
{
    return Lexer(text, error).run();
}

} // namespace gnat
