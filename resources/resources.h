// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gnat {

/// Registers the files of resources.qrc: icons as ":/icons/<name>.svg", the manual as ":/manual/<page>.md". They lie in
/// a static library, so somebody has to ask for them: main() does, and tests that show windows. Safe to call twice.
void initResources();

} // namespace gnat
