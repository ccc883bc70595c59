// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filterlexer_p.h"

#include "filter/filter.h"

#include <QCoreApplication>

namespace gnat {

namespace {

class Lexer
{
public:
    Lexer(const QString &text, FilterError *error) : m_text(text), m_error(error) {}

    std::optional<std::vector<FilterToken>> run()
    {
        while (m_at < m_text.size()) {
            const auto c = m_text[m_at];
            if (c.isSpace()) {
                ++m_at;
                continue;
            }
            m_begin = m_at;
            if (!token(c))
                return {};
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
        case u'"':
            return quoted();
        case u'/':
            return regex();
        default:
            return word();
        }
    }

    bool mark(FilterToken::Kind kind)
    {
        ++m_at;
        return add(kind, {});
    }

    bool add(FilterToken::Kind kind, const QString &text)
    {
        m_tokens.push_back({kind, text, static_cast<int>(m_begin), static_cast<int>(m_at - m_begin)});
        return true;
    }

    bool quoted()
    {
        const auto text = untilMark(u'"');
        return text ? add(FilterToken::Quoted, *text)
                    : fail(QCoreApplication::translate("Filter", "the closing quote is missing"), m_begin);
    }

    /// What stands between the mark under the cursor and the next one; `\` keeps a mark from ending it.
    std::optional<QString> untilMark(QChar mark)
    {
        QString text;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const auto c = m_text[m_at];
            if (c == mark) {
                ++m_at;
                return text;
            }
            const bool isEscape = c == u'\\' && m_at + 1 < m_text.size() && m_text[m_at + 1] == mark;
            text += isEscape ? m_text[++m_at] : c;
            if (c == u'\\' && !isEscape && mark == u'/' && m_at + 1 < m_text.size())
                text += m_text[++m_at]; // an escape of the expression: both characters are its own
        }
        return {};
    }

    bool regex()
    {
        const auto text = untilMark(u'/');
        if (!text)
            return fail(QCoreApplication::translate("Filter", "the closing / is missing"), m_begin);
        const bool isEnd = m_at == m_text.size() || m_text[m_at].isSpace() || m_text[m_at] == u')';
        if (!isEnd)
            return fail(
                QCoreApplication::translate("Filter", "a blank is missing after /; put a text with / in quotes"),
                m_at - 1);
        return add(FilterToken::Regex, *text);
    }

    bool word()
    {
        QString text;
        bool hasQuotes = false;
        while (m_at < m_text.size() && !isEndOfWord(m_text[m_at])) {
            if (m_text[m_at] != u'"') {
                text += m_text[m_at++];
                continue;
            }
            const auto at = m_at;
            const auto inside = untilMark(u'"');
            if (!inside)
                return fail(QCoreApplication::translate("Filter", "the closing quote is missing"), at);
            text += *inside;
            hasQuotes = true;
        }
        const bool isOr = !hasQuotes && text.compare(QStringLiteral("or"), Qt::CaseInsensitive) == 0;
        return add(isOr ? FilterToken::Or : FilterToken::Word, text);
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
    qsizetype m_at = 0;
    qsizetype m_begin = 0;
};

} // namespace

std::optional<std::vector<FilterToken>> tokenizeFilter(const QString &text, FilterError *error)
{
    return Lexer(text, error).run();
}

} // namespace gnat
