// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/subjecthash.h"
#include "traffic/subjecttree.h"
#include "traffic/tokenshape_p.h"
#include "traffic/valuesketch_p.h"

#include <array>
#include <unordered_map>
#include <vector>

namespace gnat {

/// What is known of the children of one node, by shape: only kept for nodes with many children or a rule of the user's.
struct FoldLevel
{
    std::array<std::uint32_t, tokenShapes> seen{};   ///< children that came
    std::array<std::uint32_t, tokenShapes> values{}; ///< of these, such as hardly anybody would choose as a name
    std::uint8_t learned = 0;                        ///< shapes that fold by themselves, a bit each
    std::uint8_t ruled = 0;                          ///< shapes that the user wants folded
    bool showsAll = false;                           ///< the user wants none folded
    bool isWaiting = false;                          ///< children that came before are still to be folded
};

/// Which levels of a tree fold, and what was folded. One thread.
struct FoldLevels
{
    /// So many values of one shape below one node fold.
    static constexpr std::uint32_t mostValues = 128;
    /// So many names below one node fold if each has hardly more than one message.
    static constexpr std::uint32_t mostNames = 20'480;
    static constexpr std::uint32_t namesBetweenLooks = 4096;

    std::uint8_t shapesOf(const FoldLevel &level) const
    {
        const int learned = isAutomatic ? level.learned : 0;
        return level.showsAll ? 0 : static_cast<std::uint8_t>(learned | level.ruled);
    }
    std::size_t memoryBytes() const
    {
        return levels.size() * (sizeof(FoldLevel) + 32) + values.size() * (sizeof(ValueSketch) + 32);
    }
    /// The rules stay.
    void clear()
    {
        levels.clear();
        values.clear();
        waiting.clear();
    }

    std::unordered_map<NodeIndex, FoldLevel> levels;   ///< by the node above
    std::unordered_map<NodeIndex, ValueSketch> values; ///< by the folded node
    SubjectHash valueHash =
        SubjectHash::repeatable(); ///< a recording is to be opened with the same "about N" each time
    std::vector<NodeIndex> waiting;
    SubjectTree::FoldRules rules;
    std::uint64_t done = 0; ///< grows with each level that lost children
    bool isAutomatic = true;
};

} // namespace gnat
