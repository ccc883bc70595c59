// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/exchangejump.h"

#include "base/words.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "messages/messagetable.h"

#include <QCursor>
#include <QToolTip>

#include <algorithm>

namespace gnat {

void jumpOnReplyClick(MessageTable &table)
{
    QObject::connect(&table, &MessageTable::clicked, &table, [&table](const QModelIndex &index) {
        if (index.column() == MessageListModel::Reply && !index.data().toString().isEmpty())
            jumpToPartner(table, index);
    });
}

void jumpToPartner(MessageTable &table, const QModelIndex &index)
{
    const auto position = index.data(PartnerRole);
    if (position.isValid())
        jumpToPosition(table, position.toULongLong());
    else
        QToolTip::showText(QCursor::pos(), Words::tr("No request or reply that belongs to this message is known."),
                           &table);
}

void jumpToPosition(MessageTable &table, quint64 position)
{
    table.setFollowing(false); // first: a list that holds still shows every message
    if (!table.goToPosition(position)) {
        QToolTip::showText(QCursor::pos(),
                           Words::tr("The list does not show it: the filter hides it, or it is no longer kept."),
                           &table);
    }
}

} // namespace gnat
