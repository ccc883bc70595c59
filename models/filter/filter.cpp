// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filter.h"

#include "filter/filternode_p.h"
#include "filter/filterparser_p.h"

namespace gnat {

Filter::Filter() = default;

std::optional<Filter> Filter::compile(const QString &text, FilterError *error, const FilterContext &context)
{
    FilterError ignored;
    auto *fault = error ? error : &ignored;
    const auto tokens = tokenizeFilter(text, fault);
    if (!tokens)
        return {};
    Filter filter;
    filter.m_text = text.trimmed();
    if (tokens->empty())
        return filter;
    filter.m_root = parseFilter(*tokens, context, fault);
    if (!filter.m_root)
        return {};
    if (filter.m_root->isAbsent())
        filter.m_root = nullptr;
    return filter;
}

bool Filter::accepts(const MessageView &message) const
{
    return !m_root || m_root->accepts(message);
}

bool Filter::acceptsSubject(std::string_view subject, SourceId source) const
{
    return !m_root || m_root->judge(subject, source) != SubjectVerdict::No;
}

bool Filter::isDecidedBy(std::string_view subject) const
{
    return !m_root || m_root->judge(subject, {}) != SubjectVerdict::Maybe;
}

bool Filter::isOfExchanges() const
{
    return m_root && m_root->isOfExchanges();
}

PayloadWords Filter::requiredWords() const
{
    PayloadWords words;
    if (m_root)
        m_root->addRequiredWords(words);
    return words;
}

bool Filter::isEmpty() const
{
    return !m_root;
}

} // namespace gnat
