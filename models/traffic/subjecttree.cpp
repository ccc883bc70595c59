// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/subjecttree_p.h"

#include "core/exchangeverdict.h"
#include "core/subject.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gnat {

namespace {
constexpr std::size_t groupSize = 32;
constexpr std::size_t mostNodes = 0x03FF'FFFF;   // as many as NodeCounters::subjects can say
constexpr std::size_t mostFoldedLeaves = 32'768; // a megabyte
} // namespace

void SubjectTree::Private::reset()
{
    tokens.clear();
    counters.clear();
    links.clear();
    edges.clear();
    leaves.clear();
    foldedLeaves.clear();
    folds.clear();
    for (std::uint32_t shape = 0; shape < tokenShapes; ++shape)
        tokens.addHidden(foldedName(static_cast<TokenShape>(shape)));
    sparklines.clear();
    gaps.clear();
    touched.clear();
    changes = {};
    subjects = 0;
    isFull = false;
    ++generation;
    counters.append({});
    links.append({});
}

std::string_view SubjectTree::Private::inboxPrefixOf(std::string_view subject) const
{
    for (const auto &prefix : inboxPrefixes) {
        if (subject.size() > prefix.size() && subject[prefix.size()] == '.' && subject.starts_with(prefix))
            return prefix;
    }
    return {};
}

/// The slow way to a node: for a subject that is not in the cache. Without room for all of it, its nearest parent.
NodeIndex SubjectTree::Private::resolve(SourceId source, std::string_view subject, const SubjectKey &key)
{
    if (const auto known = foldedLeaves.find(key); known != 0)
        return known;
    if (const auto prefix = inboxPrefixOf(subject); !prefix.empty())
        return resolveInbox(source, prefix);
    auto node = edges.find(root, source.number());
    if (node == root)
        node = create(root, source.number());
    if (node == root)
        return root;
    bool hasFolded = false;
    for (auto rest = subject; rest.data() != nullptr;) {
        const auto child = descend(node, nextToken(rest));
        if (child == root)
            return node;
        node = child;
        hasFolded = hasFolded || isFolded(node);
    }
    becomeSubject(node);
    remember(key, node, hasFolded);
    return node;
}

void SubjectTree::Private::remember(const SubjectKey &key, NodeIndex node, bool hasFolded)
{
    auto &cache = hasFolded ? foldedLeaves : leaves;
    if (hasFolded && cache.size() >= mostFoldedLeaves)
        cache.clear();
    if (cache.find(key) == 0)
        cache.insert(key, node);
}

NodeIndex SubjectTree::Private::resolveInbox(SourceId source, std::string_view prefix)
{
    const auto key = hash(source, prefix);
    if (const auto known = leaves.find(key); known != 0 && counters[known].isInbox != 0)
        return known;
    const auto node = resolve(source, prefix, key);
    if (leaves.find(key) == node)
        counters[node].isInbox = 1;
    return node;
}

/// The child for a token, made if it is not there; 0 if there is no room.
NodeIndex SubjectTree::Private::descend(NodeIndex parent, std::string_view token)
{
    const auto known = tokens.find(token);
    if (known != TokenTable::none) {
        if (const auto child = edges.find(parent, known); child != 0)
            return child;
    }
    if (const auto folded = foldedFor(parent, token); folded != 0)
        return folded;
    if (links.size() >= maxNodes) {
        isFull = true;
        return root;
    }
    const auto number = tokens.intern(token);
    if (number == TokenTable::none) {
        isFull = true;
        return root;
    }
    return create(parent, number);
}

NodeIndex SubjectTree::Private::create(NodeIndex parent, std::uint32_t token)
{
    if (links.size() >= maxNodes) {
        isFull = true;
        return root;
    }
    const auto node = links.size();
    NodeLinks fresh;
    fresh.parent = parent;
    fresh.token = token;
    links.append(fresh);
    counters.append({});
    auto &above = links[parent];
    if (above.lastChild != 0)
        links[above.lastChild].nextSibling = node;
    else
        above.firstChild = node;
    above.lastChild = node;
    ++above.childCount;
    edges.insert(node);
    markGrown(parent);
    if (!folds.rules.empty())
        applyRule(node);
    return node;
}

void SubjectTree::Private::markGrown(NodeIndex node)
{
    if (counters[node].isGrown != 0)
        return;
    counters[node].isGrown = 1;
    changes.grown.push_back(node);
}

void SubjectTree::Private::becomeSubject(NodeIndex node)
{
    if (counters[node].isSubject != 0)
        return;
    counters[node].isSubject = 1;
    ++subjects;
    changes.newSubjects.push_back(node);
    for (auto above = node;; above = links[above].parent) {
        ++counters[above].subjects;
        if (above == root)
            return;
    }
}

void SubjectTree::Private::count(NodeIndex node, std::uint32_t bytes, std::int64_t atNs)
{
    auto &own = counters[node];
    if (own.pendingBytes + bytes < bytes)
        settle(node); // 4 GiB on one subject in one frame
    if (own.pendingMessages == 0)
        touched.push_back(node);
    ++own.pendingMessages;
    own.pendingBytes += bytes;
    own.lastNs = std::max(own.lastNs, atNs);
}

void SubjectTree::Private::noteRequest(NodeIndex node, const MessageView &message)
{
    if (asksForReply(message) && counters[node].isInbox == 0)
        counters[node].isRequested = 1;
}

SubjectTree::SubjectTree(std::size_t maxNodes) : d(std::make_unique<Private>(std::min(maxNodes, mostNodes))) {}

SubjectTree::~SubjectTree() = default;

void SubjectTree::setInboxPrefixes(std::vector<std::string> prefixes)
{
    std::erase_if(prefixes, [](const std::string &prefix) { return prefix.empty(); });
    d->inboxPrefixes = std::move(prefixes);
    d->foldedLeaves.clear();
    d->leaves.clear(); // what is known by its full subject is looked at once more
}

void SubjectTree::add(const MessageBatch &batch)
{
    std::array<SubjectKey, groupSize> keys{};
    std::array<NodeIndex, groupSize> nodes{};
    const auto source = batch.source();
    const auto records = batch.records();
    d->gaps.begin(source);
    for (std::size_t from = 0; from < records.size(); from += groupSize) {
        const auto size = std::min(groupSize, records.size() - from);
        for (std::size_t i = 0; i < size; ++i) {
            keys[i] = d->hash(source, batch.subject(from + i));
            d->leaves.prefetch(keys[i]);
        }
        for (std::size_t i = 0; i < size; ++i) {
            nodes[i] = d->leaves.find(keys[i]);
            __builtin_prefetch(&d->counters[nodes[i]], 1);
            d->gaps.prefetch(nodes[i]);
        }
        for (std::size_t i = 0; i < size; ++i) {
            const auto &record = records[from + i];
            const auto node = nodes[i] != 0 ? nodes[i] : d->resolve(source, batch.subject(from + i), keys[i]);
            d->count(node, record.payloadSize, record.atNs);
            if (d->gaps.isOn())
                d->gaps.note(node, record.atNs);
            if (record.replySize > 0 && d->counters[node].isRequested == 0)
                d->noteRequest(node, batch.at(from + i));
        }
    }
}

NodeIndex SubjectTree::nodeFor(SourceId source, std::string_view subject)
{
    const auto key = d->hash(source, subject);
    const auto known = d->leaves.find(key);
    return known != 0 ? known : d->resolve(source, subject, key);
}

void SubjectTree::addTotals(NodeIndex node, const Totals &totals)
{
    for (auto at = current(node); d->has(at); at = d->links[at].parent) {
        auto &counted = d->counters[at];
        counted.messages += totals.messages;
        counted.bytes += totals.bytes;
        counted.lastNs = std::max(counted.lastNs, totals.lastNs);
        if (at == root)
            return;
    }
}

void SubjectTree::clear()
{
    d->reset();
}

SubjectTree::Figures SubjectTree::figures(NodeIndex node) const
{
    Figures figures;
    if (!d->has(node))
        return figures;
    auto counted = d->counters[node];
    d->decay(counted);
    figures.messages = counted.messages;
    figures.bytes = counted.bytes;
    figures.messageRate = counted.messageRate;
    figures.byteRate = counted.byteRate;
    figures.lastNs = counted.lastNs;
    figures.subjects = counted.subjects;
    return figures;
}

std::vector<float> SubjectTree::sparkline(NodeIndex node)
{
    if (!d->has(node))
        return {};
    return d->sparklines.ask(node, d->counters[node].messages);
}

SubjectTree::Changes SubjectTree::takeChanges()
{
    for (const auto node : d->changes.changed)
        d->counters[node].isChanged = 0;
    for (const auto node : d->changes.grown)
        d->counters[node].isGrown = 0;
    return std::exchange(d->changes, {});
}

std::size_t SubjectTree::nodeCount() const
{
    return d->links.size();
}

std::size_t SubjectTree::subjectCount() const
{
    return d->subjects;
}

bool SubjectTree::isFull() const
{
    return d->isFull;
}

std::size_t SubjectTree::memoryBytes() const
{
    const auto lists = d->touched.capacity() + d->changes.shrunk.capacity() + d->changes.changed.capacity() +
                       d->changes.grown.capacity() + d->changes.newSubjects.capacity();
    return d->tokens.memoryBytes() + d->counters.memoryBytes() + d->links.memoryBytes() + d->edges.memoryBytes() +
           d->leaves.memoryBytes() + d->foldedLeaves.memoryBytes() + d->folds.memoryBytes() +
           d->sparklines.memoryBytes() + d->gaps.memoryBytes() + lists * sizeof(NodeIndex);
}

std::uint64_t SubjectTree::generation() const
{
    return d->generation;
}

} // namespace gnat
