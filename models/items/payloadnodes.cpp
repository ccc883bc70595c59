// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/payloadnodes_p.h"

#include "items/itemtext_p.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace gnat {

namespace {

/// Finds the children of the previous payload by key; the same row is tried first, so that equal shapes cost nothing.
class PreviousChildren
{
public:
    explicit PreviousChildren(const PayloadField *previous) : m_previous(previous) {}

    const PayloadField *find(const QString &key, std::size_t row)
    {
        if (!m_previous)
            return nullptr;
        const auto &children = m_previous->children;
        if (row < children.size() && children[row].key == key)
            return &children[row];
        if (m_byKey.isEmpty()) {
            for (const auto &child : children) {
                if (!m_byKey.contains(child.key)) // of keys that stand twice the first counts
                    m_byKey.insert(child.key, &child);
            }
        }
        return m_byKey.value(key);
    }

private:
    const PayloadField *m_previous;
    QHash<QString, const PayloadField *> m_byKey;
};

bool isContainer(const PayloadField &field)
{
    return field.kind == FieldKind::Map || field.kind == FieldKind::Array;
}

} // namespace

QString changeText(const PayloadField &now, const PayloadField &before)
{
    if (isContainer(now) && isContainer(before))
        return {};
    if (now.isNumber() && before.isNumber() && now.number != before.number)
        return differenceCell(now.number - before.number, now.text, before.text);
    const bool isSame = now.text == before.text && now.kind == before.kind;
    return isSame ? QString() : QCoreApplication::translate("PayloadModel", "changed");
}

void PayloadNodes::clear()
{
    m_nodes.clear();
    m_topCount = 0;
    m_isRootRow = false;
}

void PayloadNodes::build(const PayloadField &root)
{
    clear();
    m_isRootRow = root.children.empty();
    if (m_isRootRow)
        m_nodes.push_back({&root, -1, 0, 1, {}});
    else
        addChildren(root, -1);
    m_topCount = static_cast<int>(m_nodes.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i) { // grows while it runs: breadth first
        m_nodes[i].firstChild = static_cast<int>(m_nodes.size());
        addChildren(*m_nodes[i].field, static_cast<int>(i));
    }
}

void PayloadNodes::addChildren(const PayloadField &field, int parent)
{
    int row = 0;
    for (const auto &child : field.children)
        m_nodes.push_back({&child, parent, row++, 0, {}});
}

bool PayloadNodes::hasShapeOf(const PayloadField &root) const
{
    if (m_isRootRow != root.children.empty())
        return false;
    if (m_isRootRow)
        return true;
    PayloadNodes other;
    other.build(root);
    return std::equal(m_nodes.begin(), m_nodes.end(), other.m_nodes.begin(), other.m_nodes.end(),
                      [](const PayloadNode &left, const PayloadNode &right) {
                          return left.parent == right.parent && left.field->key == right.field->key;
                      });
}

void PayloadNodes::bind(const PayloadField &root, const PayloadField *previous)
{
    if (m_isRootRow)
        bindNode(m_nodes.front(), root, previous, previous != nullptr);
    else
        bindChildren(root, previous, 0);
}

void PayloadNodes::bindChildren(const PayloadField &field, const PayloadField *previous, int first)
{
    PreviousChildren earlier(previous);
    auto number = static_cast<std::size_t>(first);
    for (std::size_t row = 0; row < field.children.size(); ++row) {
        const auto &child = field.children[row];
        bindNode(m_nodes[number++], child, earlier.find(child.key, row), previous != nullptr);
    }
}

void PayloadNodes::bindNode(PayloadNode &node, const PayloadField &field, const PayloadField *previous,
                            bool hasPrevious)
{
    node.field = &field;
    node.change.clear();
    if (previous)
        node.change = changeText(field, *previous);
    else if (hasPrevious)
        node.change = QCoreApplication::translate("PayloadModel", "new");
    bindChildren(field, previous, node.firstChild);
}

int PayloadNodes::childCount(const PayloadNode *node) const
{
    return node ? static_cast<int>(node->field->children.size()) : m_topCount;
}

const PayloadNode &PayloadNodes::child(const PayloadNode *node, int row) const
{
    return at((node ? node->firstChild : 0) + row);
}

} // namespace gnat
