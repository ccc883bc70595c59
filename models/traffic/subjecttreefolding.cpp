// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The tree's folding: levels whose tokens take ever new values.
#include "core/subject.h"
#include "traffic/subjecttree_p.h"

#include <algorithm>
#include <utility>

namespace gnat {

namespace {
constexpr float fewestPerName = 2;
} // namespace

TokenShape SubjectTree::Private::shape(NodeIndex node) const
{
    return isFolded(node) ? static_cast<TokenShape>(links[node].token - 1) : shapeOf(tokens.text(links[node].token));
}

/// What is known of the level below a node; from now on it is counted what comes there.
FoldLevel &SubjectTree::Private::level(NodeIndex parent)
{
    const auto [found, isNew] = folds.levels.try_emplace(parent);
    if (!isNew)
        return found->second;
    for (auto child = links[parent].firstChild; child != root; child = links[child].nextSibling) {
        if (!isFolded(child))
            learn(parent, found->second, shape(child), tokens.text(links[child].token));
    }
    return found->second;
}

/// Counts a child that comes, and decides whether its likes fold from now on.
void SubjectTree::Private::learn(NodeIndex parent, FoldLevel &of, TokenShape shape, std::string_view token)
{
    const auto at = static_cast<std::size_t>(shape);
    const auto seen = ++of.seen[at];
    of.values[at] += looksLikeValue(shape, token) ? 1 : 0;
    if ((of.learned & bit(shape)) != 0)
        return;
    bool isToFold = of.values[at] > FoldLevels::mostValues;
    if (seen >= FoldLevels::mostNames && seen % FoldLevels::namesBetweenLooks == 0) {
        // Nothing is known of messages where a recording is counted: there only what looks like a value folds.
        const auto messages = static_cast<float>(counters[parent].messages);
        isToFold = isToFold || (messages > 0 && messages < fewestPerName * static_cast<float>(seen));
    }
    if (!isToFold)
        return;
    of.learned |= bit(shape);
    wait(parent, of);
}

void SubjectTree::Private::wait(NodeIndex parent, FoldLevel &of)
{
    if (of.isWaiting || folds.shapesOf(of) == 0)
        return;
    of.isWaiting = true;
    folds.waiting.push_back(parent);
}

/// The folded child for a token that is not there yet; 0 if it does not fold.
NodeIndex SubjectTree::Private::foldedFor(NodeIndex parent, std::string_view token)
{
    auto found = folds.levels.find(parent);
    if (found == folds.levels.end() && (!folds.isAutomatic || links[parent].childCount < FoldLevels::mostValues))
        return root;
    auto &of = found == folds.levels.end() ? level(parent) : found->second;
    const auto shape = shapeOf(token);
    if ((folds.shapesOf(of) & bit(shape)) == 0)
        learn(parent, of, shape, token);
    return (folds.shapesOf(of) & bit(shape)) != 0 ? foldedChild(parent, shape, token) : root;
}

/// The node on which the tokens of a shape count, made if it is not there; 0 if there is no room.
NodeIndex SubjectTree::Private::foldedChild(NodeIndex parent, TokenShape shape, std::string_view token)
{
    auto node = edges.find(parent, foldedToken(shape));
    if (node == root)
        node = create(parent, foldedToken(shape));
    if (node != root)
        folds.values[node].add(folds.valueHash(SourceId(), token).hash);
    return node;
}

void SubjectTree::Private::applyRule(NodeIndex parent)
{
    const auto rule = folds.rules.find(describe(parent, true));
    if (rule == folds.rules.end())
        return;
    auto &of = level(parent);
    of.showsAll = rule->second.showsAll;
    of.ruled = rule->second.shapes;
    wait(parent, of);
}

/// The nodes that a pattern with `*` for what is folded describes, one or none for each source.
std::vector<NodeIndex> SubjectTree::Private::nodesOf(std::string_view pattern) const
{
    std::vector<NodeIndex> nodes;
    for (auto source = links[root].firstChild; source != root; source = links[source].nextSibling)
        nodes.push_back(source);
    for (auto rest = pattern; !pattern.empty() && rest.data() != nullptr;) {
        const auto token = nextToken(rest);
        std::vector<NodeIndex> below;
        for (const auto node : nodes) {
            const auto known = tokens.find(token);
            if (const auto child = known == TokenTable::none ? root : edges.find(node, known); child != root)
                below.push_back(child);
            for (std::uint32_t shape = 0; token == "*" && shape < tokenShapes; ++shape) {
                if (const auto child = edges.find(node, foldedToken(static_cast<TokenShape>(shape))); child != root)
                    below.push_back(child);
            }
        }
        nodes.swap(below);
    }
    return nodes;
}

void SubjectTree::Private::applyRules()
{
    for (auto &[node, of] : folds.levels) {
        of.showsAll = false;
        of.ruled = 0;
    }
    for (const auto &[pattern, rule] : folds.rules) {
        for (const auto node : nodesOf(pattern))
            applyRule(node);
    }
    for (auto &[node, of] : folds.levels)
        wait(node, of);
    foldedLeaves.clear(); // what counts on a folded node is looked at once more
}

bool SubjectTree::Private::isToFold(NodeIndex child, std::uint8_t shapes) const
{
    return !isFolded(child) && counters[child].isInbox == 0 && (bit(shape(child)) & shapes) != 0;
}

/// Merges what came before its level began to fold; between frames, when nothing is pending.
void SubjectTree::Private::foldWaiting(std::size_t mostNodes)
{
    std::size_t done = 0;
    while (!folds.waiting.empty() && done < mostNodes) {
        const auto parent = folds.waiting.back();
        folds.waiting.pop_back();
        const auto found = folds.levels.find(parent); // gone if the node itself was merged
        if (found == folds.levels.end())
            continue;
        found->second.isWaiting = false;
        done += foldChildren(parent, found->second, mostNodes - done);
    }
}

std::size_t SubjectTree::Private::foldChildren(NodeIndex parent, FoldLevel &of, std::size_t mostNodes)
{
    const auto shapes = folds.shapesOf(of);
    std::size_t done = 0;
    auto before = root;
    for (auto child = links[parent].firstChild; child != root;) {
        if (!isToFold(child, shapes)) {
            before = std::exchange(child, links[child].nextSibling);
            continue;
        }
        if (done >= mostNodes) {
            wait(parent, of);
            break;
        }
        const auto target = foldedChild(parent, shape(child), tokens.text(links[child].token));
        if (target == root)
            break;
        const auto next = links[child].nextSibling;
        unlink(child, before);
        done += merge(child, target);
        child = next;
    }
    if (done > 0) {
        changes.shrunk.push_back(parent);
        ++folds.done;
    }
    return done;
}

void SubjectTree::Private::unlink(NodeIndex child, NodeIndex before)
{
    auto &above = links[links[child].parent];
    (before == root ? above.firstChild : links[before].nextSibling) = links[child].nextSibling;
    if (above.lastChild == child)
        above.lastChild = before;
    --above.childCount;
}

/// Moves a node with all below into another; returns how many nodes that were.
std::size_t SubjectTree::Private::merge(NodeIndex child, NodeIndex into)
{
    struct Move
    {
        NodeIndex from;
        NodeIndex to;
        bool hasRoom; ///< else `to` is the nearest parent, on which it counts already
    };
    const auto subjectsBefore = counters[child].subjects;
    std::size_t nodes = 0;
    std::vector<Move> open{{child, into, true}};
    while (!open.empty()) {
        const auto move = open.back();
        open.pop_back();
        for (auto below = links[move.from].firstChild; below != root; below = links[below].nextSibling) {
            const auto to = move.hasRoom ? twin(below, move.to) : root;
            open.push_back({below, to != root ? to : move.to, to != root});
        }
        if (move.hasRoom)
            handOver(move.from, move.to);
        leave(move.from, move.to);
        ++nodes;
    }
    subjects -= subjectsBefore;
    for (auto above = links[child].parent;; above = links[above].parent) {
        counters[above].subjects -= subjectsBefore;
        if (above == root)
            return nodes;
    }
}

/// What a node is elsewhere; 0 if there is no room for it.
NodeIndex SubjectTree::Private::twin(NodeIndex node, NodeIndex parent)
{
    if (!isFolded(node))
        return descend(parent, tokens.text(links[node].token));
    const auto token = links[node].token;
    const auto known = edges.find(parent, token);
    return known != root ? known : create(parent, token);
}

/// Adds what a node has to another's.
void SubjectTree::Private::handOver(NodeIndex from, NodeIndex to)
{
    auto &old = counters[from];
    auto &own = counters[to];
    decay(old);
    decay(own);
    own.messages += old.messages;
    own.bytes += old.bytes;
    own.lastNs = std::max(own.lastNs, old.lastNs);
    own.messageRate += old.messageRate;
    own.byteRate += old.byteRate;
    own.isInbox |= old.isInbox;
    own.isRequested |= old.isRequested;
    sparklines.shift(to, old.messages);
    if (old.isSubject != 0)
        becomeSubject(to);
    if (own.isChanged == 0) {
        own.isChanged = 1;
        changes.changed.push_back(to);
    }
    if (const auto values = folds.values.extract(from); !values.empty())
        folds.values[to].merge(values.mapped());
    if (const auto known = folds.levels.extract(from); !known.empty()) {
        auto &of = level(to);
        of.learned |= known.mapped().learned;
        wait(to, of);
    }
}

/// Nothing leads to the node any more. Its parent and token stay, so that who knows its number can still ask for them.
void SubjectTree::Private::leave(NodeIndex node, NodeIndex to)
{
    if (counters[node].isSubject != 0) {
        const auto source = SourceId(links[sourceOf(node)].token);
        if (const auto key = hash(source, describe(node, false)); leaves.find(key) == node)
            leaves.erase(key);
    }
    edges.erase(node);
    folds.levels.erase(node);
    folds.values.erase(node);
    auto &old = counters[node];
    old.isSubject = 0;
    old.isInbox = 0;
    old.isRequested = 0;
    old.isGone = 1;
    old.subjects = 0;
    auto &own = links[node];
    own.firstChild = root;
    own.nextSibling = root;
    own.childCount = 0;
    own.lastChild = to;
}

void SubjectTree::setFoldRules(FoldRules rules)
{
    d->folds.rules = std::move(rules);
    d->applyRules();
}

const SubjectTree::FoldRules &SubjectTree::foldRules() const
{
    return d->folds.rules;
}

void SubjectTree::setAutomaticFolding(bool isOn)
{
    d->folds.isAutomatic = isOn;
    d->applyRules();
}

bool SubjectTree::isAutomaticFolding() const
{
    return d->folds.isAutomatic;
}

void SubjectTree::finishFolding()
{
    d->liftAll();
    d->foldWaiting(SIZE_MAX);
}

std::uint64_t SubjectTree::folds() const
{
    return d->folds.done;
}

bool SubjectTree::isFolded(NodeIndex node) const
{
    return d->has(node) && d->isFolded(node);
}

std::uint64_t SubjectTree::foldedValues(NodeIndex node) const
{
    const auto found = d->folds.values.find(node);
    return found == d->folds.values.end() ? 0 : found->second.estimate();
}

bool SubjectTree::isFolding(NodeIndex folded) const
{
    if (!isFolded(folded))
        return false;
    const auto found = d->folds.levels.find(d->links[folded].parent);
    return found != d->folds.levels.end() && (d->folds.shapesOf(found->second) & Private::bit(d->shape(folded))) != 0;
}

std::uint8_t SubjectTree::foldShape(NodeIndex node) const
{
    return d->has(node) && node != root && !d->isFirstLevel(node) ? Private::bit(d->shape(node)) : 0;
}

NodeIndex SubjectTree::current(NodeIndex node) const
{
    while (d->has(node) && d->counters[node].isGone != 0)
        node = d->links[node].lastChild;
    return node;
}

std::string SubjectTree::pattern(NodeIndex node) const
{
    return d->has(node) ? d->describe(node, true) : std::string();
}

NodeIndex SubjectTree::findPattern(SourceId source, std::string_view pattern) const
{
    const auto nodes = d->nodesOf(pattern);
    const auto found = std::ranges::find_if(nodes, [&](NodeIndex node) { return this->source(node) == source; });
    return found != nodes.end() ? *found : find(source, pattern);
}

} // namespace gnat
