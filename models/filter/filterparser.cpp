// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filterparser_p.h"

#include "filter/termparser_p.h"

#include <QCoreApplication>

namespace gnat {

namespace {

/// alternatives = terms { "or" terms }; terms = term { term }; term = { "!" } ( "(" alternatives ")" | word )
class Parser
{
public:
    Parser(const std::vector<FilterToken> &tokens, const Filter::FindConnection &find, FilterError *error)
        : m_tokens(tokens), m_find(find), m_error(error)
    {
    }

    FilterNodePtr run()
    {
        auto node = alternatives(0);
        if (node && m_at < m_tokens.size()) // only a closing parenthesis ends the alternatives early
            return fail(QCoreApplication::translate("Filter", "a ( is missing"), m_at);
        return node;
    }

private:
    static constexpr int maxDepth = 50;

    FilterNodePtr alternatives(int depth)
    {
        std::vector<FilterNodePtr> nodes;
        do {
            auto node = terms(depth);
            if (!node)
                return nullptr;
            nodes.push_back(std::move(node));
        } while (skip(FilterToken::Or));
        return makeAnyOf(std::move(nodes));
    }

    FilterNodePtr terms(int depth)
    {
        std::vector<FilterNodePtr> nodes;
        while (m_at < m_tokens.size() && !is(FilterToken::Or) && !is(FilterToken::Close)) {
            auto node = term(depth);
            if (!node)
                return nullptr;
            nodes.push_back(std::move(node));
        }
        return nodes.empty() ? failMissing() : makeAllOf(std::move(nodes));
    }

    FilterNodePtr term(int depth)
    {
        bool isNegated = false;
        while (skip(FilterToken::Not))
            isNegated = !isNegated;
        if (m_at == m_tokens.size() || is(FilterToken::Or) || is(FilterToken::Close))
            return fail(QCoreApplication::translate("Filter", "a term is missing after !"), m_at - 1);
        auto node = is(FilterToken::Open) ? group(depth) : parseTerm(m_tokens[m_at++], m_find, m_error);
        return node && isNegated ? makeNot(std::move(node)) : std::move(node);
    }

    FilterNodePtr group(int depth)
    {
        const auto open = m_at++;
        if (depth == maxDepth)
            return fail(QCoreApplication::translate("Filter", "too many parentheses inside each other"), open);
        auto node = alternatives(depth + 1);
        if (node && !skip(FilterToken::Close))
            return fail(QCoreApplication::translate("Filter", "a ) is missing"), open);
        return node;
    }

    FilterNodePtr failMissing()
    {
        const auto at = m_at > 0 ? m_at - 1 : 0; // the "or" or "(" that has nothing behind it
        const bool isAfter = m_at > 0 && (m_at == m_tokens.size() || !is(FilterToken::Or));
        if (isAfter && m_tokens[at].kind == FilterToken::Open)
            return fail(QCoreApplication::translate("Filter", "nothing stands between the parentheses"), at);
        if (isAfter)
            return fail(QCoreApplication::translate("Filter", "a term is missing after or"), at);
        if (is(FilterToken::Close))
            return fail(QCoreApplication::translate("Filter", "a ( is missing"), m_at);
        return fail(QCoreApplication::translate("Filter", "a term is missing before or"), m_at);
    }

    bool is(FilterToken::Kind kind) const { return m_at < m_tokens.size() && m_tokens[m_at].kind == kind; }

    bool skip(FilterToken::Kind kind)
    {
        const bool isThere = is(kind);
        m_at += isThere ? 1 : 0;
        return isThere;
    }

    FilterNodePtr fail(const QString &message, std::size_t at)
    {
        *m_error = {message, m_tokens[at].position, m_tokens[at].length};
        return nullptr;
    }

    const std::vector<FilterToken> &m_tokens;
    const Filter::FindConnection &m_find;
    FilterError *m_error;
    std::size_t m_at = 0;
};

} // namespace

FilterNodePtr parseFilter(const std::vector<FilterToken> &tokens, const Filter::FindConnection &find,
                          FilterError *error)
{
    return Parser(tokens, find, error).run();
}

} // namespace gnat
