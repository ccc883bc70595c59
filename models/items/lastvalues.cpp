// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/lastvalues.h"

#include "codecs/payloadcodec.h"
#include "flow/messagesource.h"

#include <algorithm>
#include <utility>

namespace gnat {

void LastValues::look(const std::vector<NodeIndex> &visible)
{
    auto before = std::exchange(m_values, {});
    if (std::exchange(m_generation, m_tree.generation()) != m_tree.generation())
        before.clear();
    std::unordered_map<NodeIndex, Value *> wanted;
    for (const auto node : visible) {
        const auto messages = m_tree.figures(node).messages;
        auto &value = m_values[node];
        if (const auto known = before.find(node); known != before.end() && known->second.messages == messages) {
            value = std::move(known->second);
            continue;
        }
        value.messages = messages;
        wanted[node] = &value;
    }
    search(std::move(wanted));
}

void LastValues::search(std::unordered_map<NodeIndex, Value *> wanted)
{
    const auto end = m_messages.end();
    const auto lowest = std::max(m_messages.begin(), end > reach ? end - reach : 0);
    for (auto position = end; position > lowest && !wanted.empty();) {
        const auto handle = m_messages.at(--position);
        if (handle.isEmpty())
            continue;
        const auto view = handle.view();
        QString text;
        for (auto node = m_tree.find(view.source, view.subject); node != SubjectTree::root;
             node = m_tree.parent(node)) {
            const auto found = wanted.find(node);
            if (found == wanted.end())
                continue;
            if (text.isNull())
                text = m_codecs.guess(view.payload).preview(view.payload, mostCharacters);
            found->second->text = text;
            wanted.erase(found);
        }
    }
}

QString LastValues::of(NodeIndex node) const
{
    const auto found = m_values.find(node);
    return found == m_values.end() || m_generation != m_tree.generation() ? QString() : found->second.text;
}

} // namespace gnat
