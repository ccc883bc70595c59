// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tree's questions: who hangs where, and which subjects match.
#include "core/subject.h"
#include "traffic/subjecttree_p.h"

namespace gnat {

std::string_view SubjectTree::token(NodeIndex node) const
{
    if (!d->has(node) || node == root || d->isFirstLevel(node))
        return {};
    return d->tokens.text(d->links[node].token);
}

/// A subject, or with `*` for what is folded a pattern. Empty for a source or the root.
void SubjectTree::Private::describe(NodeIndex node, bool isPattern, std::string &into) const
{
    into.clear();
    if (node == root || isFirstLevel(node))
        return;
    const auto text = [&](std::uint32_t token) {
        return isPattern && token - 1 < tokenShapes ? std::string_view("*") : tokens.text(token);
    };
    std::size_t size = 0;
    for (auto above = node; !isFirstLevel(above); above = links[above].parent)
        size += text(links[above].token).size() + 1;
    into.assign(size - 1, '.');
    auto end = size - 1;
    for (auto above = node; !isFirstLevel(above); above = links[above].parent) {
        const auto token = text(links[above].token);
        end -= token.size();
        token.copy(into.data() + end, token.size());
        end -= end > 0 ? 1 : 0;
    }
}

std::string SubjectTree::Private::describe(NodeIndex node, bool isPattern) const
{
    std::string text;
    describe(node, isPattern, text);
    return text;
}

NodeIndex SubjectTree::Private::sourceOf(NodeIndex node) const
{
    while (!isFirstLevel(node))
        node = links[node].parent;
    return node;
}

std::string SubjectTree::subject(NodeIndex node) const
{
    return d->has(node) ? d->describe(node, false) : std::string();
}

void SubjectTree::subject(NodeIndex node, std::string &into) const
{
    into.clear();
    if (d->has(node))
        d->describe(node, false, into);
}

SourceId SubjectTree::source(NodeIndex node) const
{
    return d->has(node) && node != root ? SourceId(d->links[d->sourceOf(node)].token) : SourceId();
}

NodeIndex SubjectTree::parent(NodeIndex node) const
{
    return d->has(node) ? d->links[node].parent : root;
}

NodeIndex SubjectTree::sourceNode(SourceId source) const
{
    return d->edges.find(root, source.number());
}

NodeIndex SubjectTree::find(SourceId source, std::string_view subject) const
{
    auto node = sourceNode(source);
    for (auto rest = subject; node != root && rest.data() != nullptr;) {
        const auto text = nextToken(rest);
        const auto token = d->tokens.find(text);
        const auto child = token == TokenTable::none ? root : d->edges.find(node, token);
        node = child != root ? child : d->edges.find(node, Private::foldedToken(shapeOf(text)));
    }
    return node;
}

std::size_t SubjectTree::childCount(NodeIndex node) const
{
    return d->has(node) ? d->links[node].childCount : 0;
}

std::vector<NodeIndex> SubjectTree::children(NodeIndex node) const
{
    return childrenAfter(node, root);
}

std::vector<NodeIndex> SubjectTree::childrenAfter(NodeIndex node, NodeIndex known, std::size_t most) const
{
    std::vector<NodeIndex> found;
    if (!d->has(node) || !d->has(known))
        return found;
    for (auto child = known == root ? d->links[node].firstChild : d->links[known].nextSibling;
         child != root && found.size() < most; child = d->links[child].nextSibling)
        found.push_back(child);
    return found;
}

NodeIndex SubjectTree::newestChild(NodeIndex node) const
{
    return childCount(node) == 0 ? root : d->links[node].lastChild;
}

bool SubjectTree::isLeaf(NodeIndex node) const
{
    return childCount(node) == 0;
}

bool SubjectTree::isSubject(NodeIndex node) const
{
    return d->has(node) && d->counters[node].isSubject != 0;
}

bool SubjectTree::isRequested(NodeIndex node) const
{
    return d->has(node) && d->counters[node].isRequested != 0;
}

bool SubjectTree::isInbox(NodeIndex node) const
{
    return d->has(node) && d->counters[node].isInbox != 0;
}

void SubjectTree::visitSubjects(NodeIndex node, const std::function<void(NodeIndex)> &visit) const
{
    if (!d->has(node))
        return;
    auto at = node;
    while (true) {
        if (d->counters[at].isSubject != 0)
            visit(at);
        if (d->links[at].firstChild != root) {
            at = d->links[at].firstChild;
            continue;
        }
        while (at != node && d->links[at].nextSibling == root)
            at = d->links[at].parent;
        if (at == node)
            return;
        at = d->links[at].nextSibling;
    }
}

/// One step down from a node: nodes at which the pattern is used up go into `found`, the others into `open`.
void SubjectTree::Private::matchBelow(const Step &step, std::vector<Step> &open, std::vector<NodeIndex> &found) const
{
    const auto arrive = [&](NodeIndex child, std::string_view rest) {
        const bool isEnd = rest.data() == nullptr;
        // What arrived under an inbox is not known one by one: its node stands for all of it.
        if (counters[child].isSubject != 0 && (isEnd || counters[child].isInbox != 0))
            found.push_back(child);
        if (!isEnd)
            open.push_back({child, rest});
    };
    auto rest = step.rest;
    const auto wanted = nextToken(rest);
    if (wanted == "*") {
        for (auto child = links[step.node].firstChild; child != root; child = links[child].nextSibling)
            arrive(child, rest);
        return;
    }
    const auto token = tokens.find(wanted);
    if (const auto child = token == TokenTable::none ? root : edges.find(step.node, token); child != root)
        arrive(child, rest);
}

std::vector<NodeIndex> SubjectTree::matches(std::string_view pattern) const
{
    std::vector<NodeIndex> found;
    if (pattern.empty())
        return found;
    if (pattern == ">") {
        found.reserve(d->subjects);
        for (NodeIndex node = 1; node < d->links.size(); ++node) {
            if (d->counters[node].isSubject != 0)
                found.push_back(node);
        }
        return found;
    }
    std::vector<Private::Step> open;
    for (auto source = d->links[root].firstChild; source != root; source = d->links[source].nextSibling)
        open.push_back({source, pattern});
    while (!open.empty()) {
        const auto step = open.back();
        open.pop_back();
        if (step.rest != ">") {
            d->matchBelow(step, open, found);
            continue;
        }
        visitSubjects(step.node, [&](NodeIndex node) {
            if (node != step.node)
                found.push_back(node);
        });
    }
    return found;
}

bool SubjectTree::isFoldedAway(std::string_view pattern) const
{
    std::vector<Private::Step> open;
    for (auto source = d->links[root].firstChild; source != root; source = d->links[source].nextSibling)
        open.push_back({source, pattern});
    while (!open.empty()) {
        auto [node, rest] = open.back();
        open.pop_back();
        if (rest.data() == nullptr)
            continue;
        const auto wanted = nextToken(rest);
        if (wanted == ">")
            continue;
        if (wanted == "*") {
            for (auto child = d->links[node].firstChild; child != root; child = d->links[child].nextSibling)
                open.push_back({child, rest});
        } else {
            if (d->edges.find(node, Private::foldedToken(shapeOf(wanted))) != root)
                return true;
            const auto token = d->tokens.find(wanted);
            if (const auto child = token == TokenTable::none ? root : d->edges.find(node, token); child != root)
                open.push_back({child, rest});
        }
    }
    return false;
}

/// True if the last of `parts` begins the token of `node`, those before are its parents' tokens, and the first ends
/// the uppermost of them. At least two parts, in lower case.
bool SubjectTree::Private::endsHere(NodeIndex node, const std::vector<std::string_view> &parts) const
{
    if (!tokens.folded(links[node].token).starts_with(parts.back()))
        return false;
    for (std::size_t i = parts.size() - 1; i > 0; --i) {
        node = links[node].parent;
        if (isFirstLevel(node))
            return false;
        const auto token = tokens.folded(links[node].token);
        if (i > 1 ? token != parts[i - 1] : !token.ends_with(parts[0]))
            return false;
    }
    return true;
}

/// Nodes whose subject contains the text, by number. A node stands behind its parent in the arrays, so one pass does.
std::vector<bool> SubjectTree::Private::nodesContaining(std::string_view folded) const
{
    std::vector<bool> hits(links.size());
    std::vector<std::string_view> parts;
    for (auto rest = folded; rest.data() != nullptr;)
        parts.push_back(nextToken(rest));
    const bool isOneToken = parts.size() == 1;
    const auto tokenHits = isOneToken ? tokens.containing(folded) : std::vector<bool>();
    for (NodeIndex node = 1; node < links.size(); ++node) {
        const auto above = links[node].parent;
        if (above == root)
            continue;
        hits[node] = hits[above] || (isOneToken ? tokenHits[links[node].token] : endsHere(node, parts));
    }
    return hits;
}

std::vector<NodeIndex> SubjectTree::containing(std::string_view text) const
{
    if (text.empty())
        return matches(">");
    const auto hits = d->nodesContaining(foldCase(text));
    std::vector<NodeIndex> found;
    for (NodeIndex node = 1; node < hits.size(); ++node) {
        if (hits[node] && d->counters[node].isSubject != 0)
            found.push_back(node);
    }
    return found;
}

} // namespace gnat
