// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filterlexer_p.h"
#include "filter/filternode_p.h"

namespace gnat {

/// The tree that the tokens stand for (at least one); null with `*error` set if they are wrong.
FilterNodePtr parseFilter(const std::vector<FilterToken> &tokens, const FilterContext &context, FilterError *error);

} // namespace gnat
