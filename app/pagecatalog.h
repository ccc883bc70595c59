// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace gnat {

class MainWindow;
class Page;
class Workspace;

/// What a page may ask the window for.
struct PageContext
{
    Workspace &workspace;
    MainWindow &window;
};

/// The one list of pages, in the order of the rail. A new page is one entry here and its folder in widgets/.
using PageFactory = std::function<Page *(const PageContext &)>;
std::vector<PageFactory> pageCatalog();

} // namespace gnat
