// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "subjecthouse.h"

#include <string>
#include <vector>

namespace gnat::test {

// A branch "iot" with many children.

inline std::string device(int number)
{
    return "iot.device" + std::to_string(1000 + number);
}

inline std::vector<std::string> devices(int from, int to)
{
    std::vector<std::string> subjects;
    for (int i = from; i < to; ++i)
        subjects.push_back(device(i));
    return subjects;
}

inline QModelIndex branch(House &house)
{
    const auto index = house.model.indexOf(house.tree.find(SourceId(1), "iot"));
    house.model.fetchMore(index);
    return index;
}

inline QModelIndex lastOf(const QModelIndex &parent)
{
    return parent.model()->index(parent.model()->rowCount(parent) - 1, 0, parent);
}

inline bool isMore(const QModelIndex &index)
{
    return index.data(NodeKindRole).toInt() == int(NodeKind::More);
}

} // namespace gnat::test
