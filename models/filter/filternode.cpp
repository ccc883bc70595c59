// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filternode_p.h"

#include <algorithm>

namespace gnat {

namespace {

class NotNode final : public FilterNode
{
public:
    explicit NotNode(FilterNodePtr node) : m_node(std::move(node)) {}

    bool accepts(const MessageView &message) const override { return !m_node->accepts(message); }
    int cost() const override { return m_node->cost(); }
    bool isOfExchanges() const override { return m_node->isOfExchanges(); }

    SubjectVerdict judge(std::string_view subject, SourceId source) const override
    {
        const auto verdict = m_node->judge(subject, source);
        if (verdict == SubjectVerdict::Maybe)
            return verdict;
        return verdict == SubjectVerdict::Yes ? SubjectVerdict::No : SubjectVerdict::Yes;
    }

private:
    FilterNodePtr m_node;
};

/// Several nodes, cheapest first. `isAny` is the answer that ends the search: true for "any of", false for "all of".
class GroupNode final : public FilterNode
{
public:
    GroupNode(std::vector<FilterNodePtr> nodes, bool isAny) : m_nodes(std::move(nodes)), m_isAny(isAny)
    {
        std::stable_sort(m_nodes.begin(), m_nodes.end(),
                         [](const auto &left, const auto &right) { return left->cost() < right->cost(); });
    }

    bool accepts(const MessageView &message) const override
    {
        const auto decides = [&](const auto &node) {
            return node->accepts(message) == m_isAny;
        };
        return std::any_of(m_nodes.begin(), m_nodes.end(), decides) == m_isAny;
    }

    SubjectVerdict judge(std::string_view subject, SourceId source) const override
    {
        const auto deciding = m_isAny ? SubjectVerdict::Yes : SubjectVerdict::No;
        auto verdict = m_isAny ? SubjectVerdict::No : SubjectVerdict::Yes;
        for (const auto &node : m_nodes) {
            const auto one = node->judge(subject, source);
            if (one == deciding)
                return one;
            if (one == SubjectVerdict::Maybe)
                verdict = one;
        }
        return verdict;
    }

    int cost() const override { return m_nodes.back()->cost(); }
    bool isOfExchanges() const override
    {
        return std::any_of(m_nodes.begin(), m_nodes.end(), [](const auto &node) { return node->isOfExchanges(); });
    }
    void addRequiredWords(PayloadWords &words) const override
    {
        for (const auto &node : m_nodes) {
            if (!m_isAny)
                node->addRequiredWords(words);
        }
    }

private:
    std::vector<FilterNodePtr> m_nodes;
    bool m_isAny;
};

class AbsentNode final : public FilterNode
{
public:
    bool accepts(const MessageView & /*message*/) const override { return true; }
    bool isAbsent() const override { return true; }
};

FilterNodePtr makeGroup(std::vector<FilterNodePtr> nodes, bool isAny)
{
    std::erase_if(nodes, [](const auto &node) { return node->isAbsent(); });
    if (nodes.empty())
        return makeAbsent();
    if (nodes.size() == 1)
        return std::move(nodes.front());
    return std::make_unique<GroupNode>(std::move(nodes), isAny);
}

} // namespace

FilterNodePtr makeAllOf(std::vector<FilterNodePtr> nodes)
{
    return makeGroup(std::move(nodes), false);
}

FilterNodePtr makeAnyOf(std::vector<FilterNodePtr> nodes)
{
    return makeGroup(std::move(nodes), true);
}

FilterNodePtr makeNot(FilterNodePtr node)
{
    if (node->isAbsent())
        return node;
    return std::make_unique<NotNode>(std::move(node));
}

FilterNodePtr makeAbsent()
{
    return std::make_unique<AbsentNode>();
}

} // namespace gnat
