// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/toptalkers.h"

#include <algorithm>
#include <map>
#include <queue>

namespace gnat {

namespace {

TopTalkers::Row rowOf(const SubjectTree &tree, NodeIndex node, std::string name)
{
    const auto figures = tree.figures(node);
    return {{},
            std::move(name),
            tree.source(node),
            figures.subjects,
            figures.messageRate,
            figures.byteRate,
            figures.messages};
}

/// A node, or what a node with children got itself.
struct Branch
{
    TopTalkers::Row row;
    NodeIndex node;
    bool isWhole; ///< nothing more to open

    bool operator<(const Branch &other) const { return row.messageRate < other.row.messageRate; }
};

class SubjectSearch
{
public:
    SubjectSearch(const SubjectTree &tree, std::size_t mostVisited) : m_tree(tree), m_left(mostVisited) {}

    void run(TopTalkers &found, std::size_t most)
    {
        open(SubjectTree::root, {});
        while (!m_branches.empty() && found.rows.size() < most) {
            auto busiest = m_branches.top();
            m_branches.pop();
            const auto children = m_tree.childCount(busiest.node);
            if (!busiest.isWhole && children > 0 && children <= m_left) {
                open(busiest.node, busiest.row);
                continue;
            }
            if (!busiest.isWhole && children > 0) {
                addTail(busiest.row);
                found.isPartial = true;
            }
            if (busiest.row.messageRate > 0)
                found.rows.push_back(std::move(busiest.row));
        }
    }

private:
    static void addTail(TopTalkers::Row &row)
    {
        row.name += row.name.empty() ? ">" : ".>";
        row.pattern += row.pattern.empty() ? ">" : ".>";
    }

    /// Its children become branches, and what it got itself one more.
    void open(NodeIndex node, TopTalkers::Row own)
    {
        const auto children = m_tree.children(node);
        m_left -= std::min(m_left, children.size());
        for (const auto child : children) {
            auto row = rowOf(m_tree, child, m_tree.subject(child));
            row.pattern = m_tree.pattern(child);
            if (m_tree.isInbox(child))
                addTail(row);
            own.messageRate -= row.messageRate;
            own.byteRate -= row.byteRate;
            own.messages -= std::min(own.messages, row.messages);
            m_branches.push({std::move(row), child, m_tree.childCount(child) == 0});
        }
        constexpr double rest = 0.05; // rates are smoothed: what differs less is no message
        if (m_tree.isSubject(node) && own.messageRate > rest) {
            own.subjects = 1;
            m_branches.push({std::move(own), node, true});
        }
    }

    const SubjectTree &m_tree;
    std::size_t m_left;
    std::priority_queue<Branch> m_branches;
};

/// All nodes at a level below the connections, or below a branch, added up by token.
void addTokens(const SubjectTree &tree, NodeIndex branch, int level, std::size_t mostVisited, TopTalkers &found)
{
    std::map<std::string, TopTalkers::Row, std::less<>> byToken;
    std::vector<std::pair<NodeIndex, int>> open{{branch, branch == SubjectTree::root ? -1 : 0}};
    std::size_t left = mostVisited;
    while (!open.empty()) {
        const auto [node, depth] = open.back();
        open.pop_back();
        const auto children = tree.children(node);
        if (children.size() > left) {
            found.isPartial = true;
            continue;
        }
        left -= children.size();
        for (const auto child : children) {
            if (depth + 1 < level) {
                open.emplace_back(child, depth + 1);
                continue;
            }
            const auto row = rowOf(tree, child, std::string(tree.token(child)));
            const auto [sum, isNew] = byToken.try_emplace(row.name, row);
            if (isNew)
                continue;
            auto &total = sum->second;
            total.source = total.source == row.source ? total.source : SourceId();
            total.subjects += row.subjects;
            total.messageRate += row.messageRate;
            total.byteRate += row.byteRate;
            total.messages += row.messages;
        }
    }
    for (auto &[token, row] : byToken)
        found.rows.push_back(std::move(row));
}

} // namespace

TopTalkers findTopTalkers(const SubjectTree &tree, TopTalkers::By by, int level, std::size_t most,
                          std::size_t mostVisited, NodeIndex branch)
{
    TopTalkers found;
    const bool isBelow = by == TopTalkers::By::Token;
    const auto all = tree.figures(isBelow ? branch : SubjectTree::root);
    found.messageRate = all.messageRate;
    found.byteRate = all.byteRate;
    if (by == TopTalkers::By::Subject)
        SubjectSearch(tree, mostVisited).run(found, most);
    else if (by == TopTalkers::By::Token)
        addTokens(tree, branch, std::max(level, 1), mostVisited, found);
    else {
        for (const auto node : tree.children(SubjectTree::root))
            found.rows.push_back(rowOf(tree, node, {}));
    }
    std::ranges::stable_sort(found.rows, std::ranges::greater(), &TopTalkers::Row::messageRate);
    if (found.rows.size() > most)
        found.rows.resize(most);
    return found;
}

} // namespace gnat
