// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filterlexer_p.h"
#include "filter/filternode_p.h"

namespace gnat {

/// The term that a word, quoted text or /regex/ stands for; null with `*error` set if it is wrong.
FilterNodePtr parseTerm(const FilterToken &token, const FilterContext &context, FilterError *error);

} // namespace gnat
