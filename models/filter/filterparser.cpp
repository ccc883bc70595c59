// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filterparser_p.h"

#include "base/words.h"
#include "filter/termparser_p.h"

namespace gnat {

namespace {

/// The grammar of filter.h.
class Parser
{
public:
    Parser(const std::vector<FilterToken> &tokens, const FilterContext &context, FilterError *error)
        : m_tokens(tokens), m_context(context), m_error(error)
    {
    }

    FilterNodePtr run()
    {
        auto node = alternatives(0);
        if (node && m_at < m_tokens.size()) // only a closing parenthesis ends the alternatives early
            return fail(Words::tr("a ( is missing"), m_at);
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
        while (!isAtEnd()) {
            if (is(FilterToken::And))
                return fail(Words::tr("a term is missing before %1").arg(m_tokens[m_at].text), m_at);
            auto node = term(depth);
            if (!node)
                return nullptr;
            nodes.push_back(std::move(node));
            if (skip(FilterToken::And) && isAtEnd())
                return failMissing();
        }
        return nodes.empty() ? failMissing() : makeAllOf(std::move(nodes));
    }

    FilterNodePtr term(int depth)
    {
        bool isNegated = false;
        while (skip(FilterToken::Not))
            isNegated = !isNegated;
        if (isAtEnd() || is(FilterToken::And))
            return failMissing();
        auto node = is(FilterToken::Open) ? group(depth) : single();
        return node && isNegated ? makeNot(std::move(node)) : std::move(node);
    }

    FilterNodePtr single()
    {
        const auto &token = m_tokens[m_at++];
        auto node = parseTerm(token, m_context, m_error);
        if (!node || !m_context.subjects || node->isOfSubject())
            return node;
        const auto why = Words::tr("%1 is about messages: no subject alone answers it").arg(token.text);
        m_context.subjects->undecided.push_back({why, token.position, token.length});
        return makeAbsent();
    }

    FilterNodePtr group(int depth)
    {
        const auto open = m_at++;
        if (depth == maxDepth)
            return fail(Words::tr("too many parentheses inside each other"), open);
        auto node = alternatives(depth + 1);
        if (node && !skip(FilterToken::Close))
            return fail(Words::tr("a ) is missing"), open);
        return node;
    }

    /// At the place where a term should stand.
    FilterNodePtr failMissing()
    {
        if (m_at == 0)
            return is(FilterToken::Close)
                       ? fail(Words::tr("a ( is missing"), m_at)
                       : fail(Words::tr("a term is missing before %1").arg(m_tokens[m_at].text), m_at);
        const auto &before = m_tokens[m_at - 1];
        if (before.kind == FilterToken::Open && is(FilterToken::Close))
            return fail(Words::tr("nothing stands between the parentheses"), m_at - 1, m_at);
        if (is(FilterToken::Or) && before.kind != FilterToken::Not)
            return fail(Words::tr("a term is missing before %1").arg(m_tokens[m_at].text), m_at);
        return fail(Words::tr("a term is missing after %1").arg(before.text), m_at - 1);
    }

    /// Of the terms that stand side by side.
    bool isAtEnd() const { return m_at == m_tokens.size() || is(FilterToken::Or) || is(FilterToken::Close); }
    bool is(FilterToken::Kind kind) const { return m_at < m_tokens.size() && m_tokens[m_at].kind == kind; }

    bool skip(FilterToken::Kind kind)
    {
        const bool isThere = is(kind);
        m_at += isThere ? 1 : 0;
        return isThere;
    }

    FilterNodePtr fail(const QString &message, std::size_t at) { return fail(message, at, at); }

    FilterNodePtr fail(const QString &message, std::size_t first, std::size_t last)
    {
        *m_error = {message, m_tokens[first].position, m_tokens[last].end() - m_tokens[first].position};
        return nullptr;
    }

    const std::vector<FilterToken> &m_tokens;
    const FilterContext &m_context;
    FilterError *m_error;
    std::size_t m_at = 0;
};

} // namespace

FilterNodePtr parseFilter(const std::vector<FilterToken> &tokens, const FilterContext &context, FilterError *error)
{
    return Parser(tokens, context, error).run();
}

} // namespace gnat
