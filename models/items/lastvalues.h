// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/subjecttree.h"

#include <QString>

#include <unordered_map>
#include <vector>

namespace gnat {

class CodecRegistry;
class MessageSource;

/// The newest payload, in a line, of the subjects that are in view. Looks at no more than the newest messages, and only
/// for subjects that had some since: what lies further back is not known. GUI thread.
class LastValues
{
public:
    static constexpr std::uint64_t reach = 4000; ///< messages looked back at a time
    static constexpr int mostCharacters = 80;

    /// All must outlive it.
    LastValues(const SubjectTree &tree, MessageSource &messages, const CodecRegistry &codecs)
        : m_tree(tree), m_messages(messages), m_codecs(codecs)
    {
    }

    /// Of these nodes, and forgets all others.
    void look(const std::vector<NodeIndex> &visible);
    /// Empty if it is not known.
    QString of(NodeIndex node) const;

private:
    struct Value
    {
        std::uint64_t messages = 0; ///< of the node when it was looked for
        QString text;
    };

    void search(std::unordered_map<NodeIndex, Value *> wanted);

    const SubjectTree &m_tree;
    MessageSource &m_messages;
    const CodecRegistry &m_codecs;
    std::unordered_map<NodeIndex, Value> m_values;
    std::uint64_t m_generation = 0; ///< of the tree, in which the nodes have these numbers
};

} // namespace gnat
