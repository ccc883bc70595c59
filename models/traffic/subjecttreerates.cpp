// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/subjecttree_p.h"

#include <algorithm>
#include <cmath>
#include <utility>

// Once a frame: what nodes gathered goes up to their parents, and rates step.

namespace gnat {

namespace {
constexpr std::size_t groupSize = 32;
constexpr float smoothingMs = 2000;
constexpr std::size_t nodesFoldedAFrame = 4000;
} // namespace

void SubjectTree::Private::decay(NodeCounters &aged) const
{
    if (aged.ratedMs == nowMs)
        return;
    const auto factor = std::exp(-static_cast<float>(nowMs - aged.ratedMs) / smoothingMs);
    aged.messageRate *= factor;
    aged.byteRate *= factor;
    aged.ratedMs = nowMs;
}

/// Adds what a node gathered to its figures; what is left to do is to add it to the parent's.
void SubjectTree::Private::book(NodeCounters &own, std::uint32_t messages, std::uint32_t bytes, NodeIndex node)
{
    own.messages += messages;
    own.bytes += bytes;
    decay(own);
    own.messageRate += static_cast<float>(messages) * (1000 / smoothingMs);
    own.byteRate += static_cast<float>(bytes) * (1000 / smoothingMs);
    if (own.isChanged != 0)
        return;
    own.isChanged = 1;
    changes.changed.push_back(node);
}

/// Books what a node gathered and hands it to the parent, which joins `next` if it is not waiting anyway.
void SubjectTree::Private::lift(NodeIndex node, std::vector<NodeIndex> &next)
{
    auto &own = counters[node];
    const auto messages = std::exchange(own.pendingMessages, 0);
    const auto bytes = std::exchange(own.pendingBytes, 0);
    if (messages == 0)
        return;
    book(own, messages, bytes, node);
    if (node == root)
        return;
    const auto parent = links[node].parent;
    auto &above = counters[parent];
    if (above.pendingBytes + bytes < bytes)
        settle(parent);
    if (above.pendingMessages == 0)
        next.push_back(parent);
    above.pendingMessages += messages;
    above.pendingBytes += bytes;
    above.lastNs = std::max(above.lastNs, own.lastNs);
}

/// Books what a node gathered, on itself and all above: before its small counters of this frame run over.
void SubjectTree::Private::settle(NodeIndex node)
{
    const auto messages = std::exchange(counters[node].pendingMessages, 0);
    const auto bytes = std::exchange(counters[node].pendingBytes, 0);
    const auto lastNs = counters[node].lastNs;
    for (auto at = node;; at = links[at].parent) {
        book(counters[at], messages, bytes, at);
        counters[at].lastNs = std::max(counters[at].lastNs, lastNs);
        if (at == root)
            return;
    }
}

/// Level by level from the subjects to the root, so that a parent is visited once for all its children.
void SubjectTree::Private::liftAll()
{
    while (!touched.empty()) {
        const auto size = touched.size();
        for (std::size_t from = 0; from < size; from += groupSize) {
            const auto end = std::min(from + groupSize, size);
            for (auto i = from; i < end; ++i) {
                __builtin_prefetch(&counters[touched[i]], 1);
                __builtin_prefetch(&links[touched[i]]);
            }
            for (auto i = from; i < end; ++i)
                __builtin_prefetch(&counters[links[touched[i]].parent], 1);
            for (auto i = from; i < end; ++i)
                lift(touched[i], lifted);
        }
        touched.swap(lifted);
        lifted.clear();
    }
}

void SubjectTree::aggregate(std::int64_t nowNs)
{
    d->nowMs = static_cast<std::uint32_t>(nowNs / 1'000'000);
    d->liftAll();
    d->foldWaiting(nodesFoldedAFrame);
    d->sparklines.step(nowNs, [this](NodeIndex node) { return d->counters[node].messages; });
}

void SubjectTree::setGapsKept(bool isOn)
{
    d->gaps.setOn(isOn);
}

bool SubjectTree::keepsGaps() const
{
    return d->gaps.isOn();
}

void SubjectTree::noteForGaps(SourceId source, std::string_view subject, std::int64_t atNs)
{
    const auto node = find(source, subject);
    if (node == root || !d->gaps.isOn())
        return;
    d->gaps.begin(source);
    d->gaps.note(node, atNs);
}

void SubjectTree::breakGaps(SourceId source, std::int64_t atNs)
{
    d->gaps.breakAt(source, atNs);
}

SubjectTree::Gaps SubjectTree::gaps(NodeIndex node) const
{
    const auto range = d->gaps.range(node);
    return {range.shortest, range.longest};
}

} // namespace gnat
