// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/exchangejump.h"

#include "base/words.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"

#include <QCursor>
#include <QTableView>
#include <QToolTip>

namespace gnat {

void jumpOnReplyClick(QTableView &table)
{
    QObject::connect(&table, &QTableView::clicked, &table, [&table](const QModelIndex &index) {
        if (index.column() == MessageListModel::Reply && !index.data().toString().isEmpty())
            jumpToPartner(table, index);
    });
}

void jumpToPartner(QTableView &table, const QModelIndex &index)
{
    const auto *model = qobject_cast<const MessageListModel *>(index.model());
    const auto position = index.data(PartnerRole);
    const int row = model && position.isValid() ? model->rowOf(position.toULongLong()) : -1;
    if (row >= 0) {
        table.setCurrentIndex(model->index(row, index.column()));
        table.scrollTo(table.currentIndex());
    } else if (model) {
        QToolTip::showText(QCursor::pos(),
                           position.isValid() ? Words::tr("The filter hides it.")
                                              : Words::tr("No request or reply that belongs to this message is known."),
                           &table);
    }
}

} // namespace gnat
