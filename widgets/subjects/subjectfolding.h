// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic/subjecttree.h"

namespace gnat {

class Preferences;

/// What the user wants of the tree's folding, level by level, and whether it folds by itself at all; remembered, for
/// all connections alike. GUI thread.
class SubjectFolding
{
public:
    explicit SubjectFolding(SubjectTree &tree) : m_tree(tree) {}

    /// What was remembered, for another tree.
    static SubjectTree::Folding remembered(const Preferences &preferences);
    /// Applies what was remembered, and remembers from now on. `preferences` must outlive it.
    void remember(Preferences &preferences);

    bool isAutomatic() const { return m_tree.isAutomaticFolding(); }
    void setAutomatic(bool isOn);
    /// The rule for the level on which the node stands.
    SubjectTree::FoldRule rule(NodeIndex node) const;
    /// All of the node's shape on its level are folded from now on, whatever comes.
    bool isKept(NodeIndex node) const;
    void fold(NodeIndex node);
    /// None is folded on the node's level from now on.
    void showAll(NodeIndex node);
    /// The node's level folds by itself again, or not.
    void forget(NodeIndex node);

private:
    void set(NodeIndex node, const SubjectTree::FoldRule &rule);
    void keep() const;

    SubjectTree &m_tree;
    Preferences *m_preferences = nullptr;
};

} // namespace gnat
