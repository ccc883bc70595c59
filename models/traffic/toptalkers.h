// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "traffic/subjecttree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gnat {

/// Who sends most, by messages per second of now.
struct TopTalkers
{
    enum class By { Subject, Token, Connection };
    struct Row
    {
        std::string pattern; ///< what matches it: folded tokens are `*`; empty for tokens and connections
        std::string name;    ///< subject, `branch.>` where it was not looked into, or token; empty for a connection
        SourceId source;     ///< none: of several
        std::uint32_t subjects = 0; ///< that it stands for
        double messageRate = 0;
        double byteRate = 0;
        std::uint64_t messages = 0; ///< since the start
    };
    std::vector<Row> rows;  ///< most active first
    double messageRate = 0; ///< of all in the tree or the branch, also those that are no row
    double byteRate = 0;
    bool isPartial = false; ///< the tree was too large to be looked at in full: some rows stand for branches
};

/// The `most` busiest subjects, tokens at a level (1: the first; of a branch: the first below it) or connections. Looks
/// at no more than `mostVisited` nodes: branches are opened the busiest first, so that the rows are right even if not
/// all was seen. Takes a few milliseconds at that limit.
TopTalkers findTopTalkers(const SubjectTree &tree, TopTalkers::By by, int level, std::size_t most,
                          std::size_t mostVisited = 20'000, NodeIndex branch = SubjectTree::root);

} // namespace gnat
