// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/clusterdelegate.h"

#include "broker/qt/brokerview.h"
#include "cluster/nodecolors.h"
#include "common/chip.h"
#include "common/painting.h"
#include "items/clustertables.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace gnat {

namespace {

void paintNote(QPainter *painter, const QRect &cell, const Theme &theme, ClientNote note, const QString &text)
{
    if (note == ClientNote::None)
        return;
    const auto tone = note == ClientNote::Behind  ? ChipTone::Warn
                      : note == ClientNote::Moved ? ChipTone::Accent
                                                  : ChipTone::Neutral;
    const QRectF where(cell.left() + 6, cell.center().y() - 8, qMin(chipWidth(text), qreal(cell.width() - 8)), 18);
    paintChip(painter, where, theme, tone, text);
}

struct StoryLook
{
    QString icon;
    QColor Theme::*color;
};

StoryLook lookOf(BrokerStory::Kind kind)
{
    using Kind = BrokerStory::Kind;
    switch (kind) {
    case Kind::Killed:
    case Kind::Stopped:
        return {QStringLiteral("error"), &Theme::err};
    case Kind::ClientsLost:
        return {QStringLiteral("disconnect"), &Theme::warn};
    case Kind::LameDuck:
    case Kind::Paused:
        return {QStringLiteral("warn"), &Theme::warn};
    case Kind::Up:
    case Kind::Resumed:
    case Kind::ClientBack:
        break;
    }
    return {QStringLiteral("check"), &Theme::ok};
}

} // namespace

ClusterDelegate::ClusterDelegate(QList<int> plain, QObject *parent)
    : QStyledItemDelegate(parent), m_plain(std::move(plain))
{
}

void ClusterDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    painter->save();
    paintRowGround(painter, option);
    const bool isNumber = (index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
    QRect inner = option.rect.adjusted(7, 0, -7, 0);
    const auto text = index.data().toString();
    const auto state = index.data(NodeStateRole);
    const auto story = index.data(StoryRole);
    if (state.isValid() && index.column() == 0) {
        paintDot(painter, QPointF(inner.left() + 4, option.rect.center().y() + 0.5),
                 nodeColor(theme, static_cast<NodeState>(state.toInt())), true);
        inner.setLeft(inner.left() + 16);
    }
    if (story.isValid() && index.column() == int(StoryColumn::Text)) {
        const auto look = lookOf(static_cast<BrokerStory::Kind>(story.toInt()));
        paintIcon(painter, QRectF(inner.left(), option.rect.center().y() - 6, 13, 13), look.icon, theme.*look.color);
        inner.setLeft(inner.left() + 21);
    }
    if (const auto note = index.data(NoteRole); note.isValid() && index.column() == int(ClientColumn::Note)) {
        paintNote(painter, option.rect, theme, static_cast<ClientNote>(note.toInt()), text);
        painter->restore();
        return;
    }
    const bool isPlain = m_plain.contains(index.column());
    painter->setFont(isPlain    ? uiFont(isNumber ? px::small : px::body)
                     : isNumber ? monoFont(px::figure)
                                : monoFont(px::data));
    painter->setPen(index.column() == 0 || (isPlain && !isNumber) ? theme.text : theme.text2);
    if (index.data(NoteRole).isValid() && index.column() == int(ClientColumn::Library)) {
        painter->setFont(uiFont(px::small));
        painter->setPen(theme.text3);
    }
    if (index.data(IsProblemRole).toBool())
        painter->setPen(theme.warn);
    if (static_cast<ClientNote>(index.data(NoteRole).toInt()) == ClientNote::Behind &&
        index.column() == int(ClientColumn::Pending))
        painter->setPen(theme.warn);
    painter->drawText(inner, int(Qt::AlignVCenter) | int(isNumber ? Qt::AlignRight : Qt::AlignLeft),
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
    painter->restore();
}

QTableView *makeClusterTable(QAbstractItemModel *model, const QString &name, const QList<int> &plainColumns,
                             bool isSortable, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setModel(model);
    table->setItemDelegate(new ClusterDelegate(plainColumns, table));
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setAccessibleName(name);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setMinimumSectionSize(24);
    table->verticalHeader()->setDefaultSectionSize(24);
    auto *columns = table->horizontalHeader();
    columns->setHighlightSections(false);
    columns->setMinimumSectionSize(30);
    table->setSortingEnabled(isSortable);
    if (isSortable)
        columns->setSortIndicator(-1, Qt::AscendingOrder);
    return table;
}

void setColumnWidths(QTableView *table, const QList<int> &widths)
{
    auto *columns = table->horizontalHeader();
    for (int i = 0; i < widths.size(); ++i) {
        if (widths.at(i) == 0)
            columns->setSectionResizeMode(i, QHeaderView::Stretch);
        else
            columns->resizeSection(i, widths.at(i));
    }
}

} // namespace gnat
