// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenu;

namespace gnat {

class SubjectsPane;

/// What can be done with the selected subjects, for the tree's context menu. The pane must outlive the menu.
void fillSubjectMenu(QMenu &menu, SubjectsPane &pane);

} // namespace gnat
