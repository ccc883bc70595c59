// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pictures.h"

#include <string_view>

namespace gnat {
class Connection;
}

namespace gnat::test {

/// The states of the Live page, one after the other: fields on graphs, a second connection, a filter, the tabs below,
/// the tree's columns, the palette, folded subjects, much more than a list can show, a connection that is lost and
/// comes back. On a demo that runs.
class LivePictures
{
public:
    LivePictures(Desktop &desktop, Pictures &pictures) : m_desktop(desktop), m_pictures(pictures) {}

    /// False: a state did not come in time.
    bool takeAll(int seconds);

private:
    bool showFields();
    bool showFilter();
    bool showFolding();
    bool showTabs();
    bool showColumns();
    bool showLoad();
    bool showLoss();
    Connection *connectToBroker(const QString &name, const QStringList &subscriptions);
    bool select(std::string_view subject);

    Desktop &m_desktop;
    Pictures &m_pictures;
};

} // namespace gnat::test
