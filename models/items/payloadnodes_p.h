// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codecs/payloadcodec.h"

#include <vector>

namespace gnat {

/// One row of PayloadModel.
struct PayloadNode
{
    const PayloadField *field = nullptr;
    int parent = -1; ///< -1: a top row
    int row = 0;
    int firstChild = 0;
    QString change; ///< against the previous message; empty: none
};

/// The rows of a decoded payload in one vector, the children of each side by side, so that a row's address can stand
/// in a model index. A root that is no container (or an empty one) is itself the only row.
class PayloadNodes
{
public:
    void build(const PayloadField &root);
    void clear();
    /// True if `root` would give the same rows: same keys and numbers of children.
    bool hasShapeOf(const PayloadField &root) const;
    /// Lets the rows speak of `root` (of the same shape) and compares it with `previous`, which may be null.
    void bind(const PayloadField &root, const PayloadField *previous);

    const PayloadNode &at(int number) const { return m_nodes[static_cast<std::size_t>(number)]; }
    const PayloadNode *parent(const PayloadNode &node) const { return node.parent < 0 ? nullptr : &at(node.parent); }
    /// Null stands for the invisible root.
    int childCount(const PayloadNode *node) const;
    const PayloadNode &child(const PayloadNode *node, int row) const;

    /// Calls with the first and the last node of each group of children.
    template <typename Visit>
    void forEachParent(Visit visit) const
    {
        if (m_topCount > 0)
            visit(0, m_topCount - 1);
        for (const auto &node : m_nodes) {
            if (const int count = childCount(&node); count > 0)
                visit(node.firstChild, node.firstChild + count - 1);
        }
    }

private:
    void addChildren(const PayloadField &field, int parent);
    void bindChildren(const PayloadField &field, const PayloadField *previous, int first);
    void bindNode(PayloadNode &node, const PayloadField &field, const PayloadField *previous, bool hasPrevious);

    std::vector<PayloadNode> m_nodes;
    int m_topCount = 0;
    bool m_isRootRow = false;
};

/// What has changed from `before` to `now`: "+0.3", "changed", or nothing. Containers don't change, their fields do.
QString changeText(const PayloadField &now, const PayloadField &before);

} // namespace gnat
