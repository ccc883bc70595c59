// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/brokerview.h"
#include "theme/theme.h"

namespace gnat {

inline const QColor &nodeColor(const Theme &theme, NodeState state)
{
    switch (state) {
    case NodeState::Running:
        return theme.ok;
    case NodeState::LameDuck:
    case NodeState::Paused:
        return theme.warn;
    case NodeState::Stopped:
        break;
    }
    return theme.err;
}

} // namespace gnat
