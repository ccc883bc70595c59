// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"

#include <memory>
#include <vector>

namespace gnat {

/// What a subject alone says about a message.
enum class SubjectVerdict { No, Maybe, Yes };

/// A part of a compiled filter. Immutable; accepts() is called on many threads at once.
struct Filter::Node
{
    Node() = default;
    Node(const Node &) = delete;
    Node &operator=(const Node &) = delete;
    virtual ~Node() = default;

    virtual bool accepts(const MessageView &message) const = 0;
    /// `source` is none where it is not known.
    virtual SubjectVerdict judge(std::string_view /*subject*/, SourceId /*source*/) const
    {
        return SubjectVerdict::Maybe;
    }
    /// Whether judge() never says maybe, given the source.
    virtual bool isOfSubject() const { return false; }
    /// As if it was not written.
    virtual bool isAbsent() const { return false; }
    /// Whether it may answer otherwise once more is known of an exchange.
    virtual bool isOfExchanges() const { return false; }
    /// What the payload of all that it accepts holds.
    virtual void addRequiredWords(PayloadWords & /*words*/) const {}
    /// Roughly what accepts() costs; the cheap terms are asked first.
    virtual int cost() const { return 1; }
};

using FilterNode = Filter::Node;
using FilterNodePtr = std::unique_ptr<FilterNode>;

/// All must accept.
FilterNodePtr makeAllOf(std::vector<FilterNodePtr> nodes);
/// At least one must accept.
FilterNodePtr makeAnyOf(std::vector<FilterNodePtr> nodes);
FilterNodePtr makeNot(FilterNodePtr node);
/// Stands for a term that counts as not written: groups and negations leave it out.
FilterNodePtr makeAbsent();

} // namespace gnat
