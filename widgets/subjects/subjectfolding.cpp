// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectfolding.h"

#include "base/text.h"
#include "settings/preferences.h"

namespace gnat {

namespace {

const QString stateName = QStringLiteral("subjects.folding");
const QString automaticKey = QStringLiteral("automatic");
const QString levelsKey = QStringLiteral("levels");
constexpr int showsAllValue = -1; // else the bits of the shapes

} // namespace

SubjectTree::Folding SubjectFolding::remembered(const Preferences &preferences)
{
    const auto state = preferences.state(stateName).toMap();
    const auto levels = state.value(levelsKey).toMap();
    SubjectTree::Folding folding;
    for (auto level = levels.begin(); level != levels.end(); ++level) {
        const int value = level.value().toInt();
        const auto shapes = static_cast<std::uint8_t>(value == showsAllValue ? 0 : value);
        folding.rules[level.key().toStdString()] = {.showsAll = value == showsAllValue, .shapes = shapes};
    }
    folding.isAutomatic = state.value(automaticKey, true).toBool();
    return folding;
}

void SubjectFolding::remember(Preferences &preferences)
{
    m_preferences = &preferences;
    auto folding = remembered(preferences);
    m_tree.setFoldRules(std::move(folding.rules));
    m_tree.setAutomaticFolding(folding.isAutomatic);
}

void SubjectFolding::setAutomatic(bool isOn)
{
    m_tree.setAutomaticFolding(isOn);
    keep();
}

SubjectTree::FoldRule SubjectFolding::rule(NodeIndex node) const
{
    const auto &rules = m_tree.foldRules();
    const auto found = rules.find(m_tree.pattern(m_tree.parent(node)));
    return found == rules.end() ? SubjectTree::FoldRule() : found->second;
}

bool SubjectFolding::isKept(NodeIndex node) const
{
    return (rule(node).shapes & m_tree.foldShape(node)) != 0;
}

void SubjectFolding::fold(NodeIndex node)
{
    auto wanted = rule(node);
    wanted.showsAll = false;
    wanted.shapes |= m_tree.foldShape(node);
    set(node, wanted);
}

void SubjectFolding::showAll(NodeIndex node)
{
    set(node, {.showsAll = true, .shapes = 0});
}

void SubjectFolding::forget(NodeIndex node)
{
    set(node, {});
}

void SubjectFolding::set(NodeIndex node, const SubjectTree::FoldRule &rule)
{
    auto rules = m_tree.foldRules();
    const auto level = m_tree.pattern(m_tree.parent(node));
    if (rule.showsAll || rule.shapes != 0)
        rules[level] = rule;
    else
        rules.erase(level);
    m_tree.setFoldRules(std::move(rules));
    keep();
}

void SubjectFolding::keep() const
{
    if (!m_preferences)
        return;
    QVariantMap levels;
    for (const auto &[pattern, rule] : m_tree.foldRules())
        levels[QString::fromStdString(pattern)] = rule.showsAll ? showsAllValue : int(rule.shapes);
    m_preferences->setState(stateName, QVariantMap{{automaticKey, isAutomatic()}, {levelsKey, levels}});
}

} // namespace gnat
