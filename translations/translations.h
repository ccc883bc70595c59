// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gnat {

/// Installs our translator for the user's language and Qt's own, if there is one; otherwise the words stay English.
/// Call it once, in main(), after the application object exists, which then owns the translators.
void installTranslations();

} // namespace gnat
