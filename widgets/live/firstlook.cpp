// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/firstlook.h"

#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "messages/messagetable.h"
#include "subjects/subjectspane.h"

#include <QItemSelectionModel>
#include <QTreeView>

#include <algorithm>

namespace gnat {

void FirstLook::refresh()
{
    if (m_demo.isNone())
        return;
    m_isTreeOpen = m_isTreeOpen || openTree();
    if (m_isTreeOpen && selectTelemetry())
        m_demo = {};
}

bool FirstLook::openTree()
{
    const auto *model = m_subjects.model();
    const auto iot = model->indexOf(m_demo, "iot");
    const auto shop = model->indexOf(m_demo, "shop");
    if (!iot.isValid() || !shop.isValid())
        return false;
    m_subjects.tree()->expand(iot);
    m_subjects.tree()->expandRecursively(shop);
    return true;
}

/// True once a message is selected, be it by the user meanwhile.
bool FirstLook::selectTelemetry()
{
    // Not the current index: Qt gives a list that gets the focus one of its own, without selecting it.
    if (m_table.selectionModel()->hasSelection())
        return true;
    auto *model = m_table.model();
    const int last = std::min(model->rowCount(), 2000);
    for (int row = 0; row < last; ++row) {
        const auto index = model->index(row, MessageListModel::Subject);
        const auto message = index.data(HandleRole).value<MessageHandle>();
        if (!message.isEmpty() && message.view().subject.starts_with("iot.")) {
            const bool wasFollowing = m_table.isFollowing();
            m_table.selectionModel()->clearCurrentIndex(); // so that the change is told, even to the same row
            m_table.setCurrentIndex(index);
            m_table.setFollowing(wasFollowing); // the details hold it; the list goes on moving
            return true;
        }
    }
    return false;
}

} // namespace gnat
