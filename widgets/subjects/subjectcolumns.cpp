// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectcolumns.h"

#include "items/subjecttreemodel.h"
#include "settings/preferences.h"
#include "subjects/subjectdelegate.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QMenu>
#include <QTreeView>

#include <array>

namespace gnat {

namespace {

constexpr qint64 sortAgainMs = 2000;
constexpr int narrowestName = 140;
/// By column; the first one takes what is left.
constexpr std::array<int, SubjectTreeModel::columns> widths{0, 84, 80, 80, 60, 70, 76};

const QString shownKey = QStringLiteral("shown");
const QString sortKey = QStringLiteral("sort");
const QString descendingKey = QStringLiteral("descending");

} // namespace

SubjectColumns::SubjectColumns(QTreeView &view, SubjectTreeModel &model, SubjectDelegate &delegate, QObject *parent)
    : QObject(parent), m_view(view), m_model(model), m_delegate(delegate)
{
    auto *header = view.header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setMinimumSectionSize(40);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < SubjectTreeModel::columns; ++column) {
        header->resizeSection(column, widths[std::size_t(column)]);
        header->hideSection(column);
    }
    header->setSortIndicator(0, Qt::AscendingOrder);
    view.setSortingEnabled(true);
    view.setHeaderHidden(true);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &SubjectColumns::keep);
    m_sorted.start();
}

void SubjectColumns::remember(Preferences &preferences, const QString &name)
{
    const auto state = preferences.state(name).toMap();
    for (const auto &column : state.value(shownKey).toList()) {
        if (column.toInt() > 0 && column.toInt() < SubjectTreeModel::columns)
            m_view.header()->showSection(column.toInt());
    }
    const int sorted = state.value(sortKey).toInt();
    if (sorted > 0 && sorted < SubjectTreeModel::columns)
        m_view.sortByColumn(sorted, state.value(descendingKey).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_preferences = &preferences;
    m_name = name;
    apply();
}

bool SubjectColumns::isShown(int column) const
{
    return !m_view.header()->isSectionHidden(column);
}

void SubjectColumns::setShown(int column, bool isShown)
{
    m_view.header()->setSectionHidden(column, !isShown);
    apply();
    keep();
}

void SubjectColumns::sortBy(int column, Qt::SortOrder order)
{
    m_view.sortByColumn(column, order);
    m_sorted.restart();
}

/// The header is there when it has something to say.
void SubjectColumns::apply()
{
    bool hasFigures = false;
    for (int column = 1; column < SubjectTreeModel::columns; ++column)
        hasFigures = hasFigures || isShown(column);
    m_view.setHeaderHidden(!hasFigures);
    m_view.header()->setMinimumSectionSize(hasFigures ? 40 : narrowestName);
    m_delegate.setRateInName(!isShown(int(SubjectTreeModel::Column::Rate)));
    m_view.viewport()->update();
}

void SubjectColumns::keep() const
{
    if (!m_preferences)
        return;
    QVariantList shown;
    for (int column = 1; column < SubjectTreeModel::columns; ++column) {
        if (isShown(column))
            shown << column;
    }
    const auto *header = m_view.header();
    m_preferences->setState(m_name, QVariantMap{{shownKey, shown},
                                                {sortKey, header->sortIndicatorSection()},
                                                {descendingKey, header->sortIndicatorOrder() == Qt::DescendingOrder}});
}

void SubjectColumns::fillMenu(QMenu &menu)
{
    auto *columns = menu.addMenu(tr("Columns"));
    auto *sorting = menu.addMenu(tr("Sort by"));
    auto *group = new QActionGroup(sorting);
    for (int column = 0; column < SubjectTreeModel::columns; ++column) {
        const auto name = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        auto *sort = sorting->addAction(name, this, [this, column] {
            const auto order = m_model.headerData(column, Qt::Horizontal, Qt::InitialSortOrderRole).toInt();
            sortBy(column, Qt::SortOrder(order));
        });
        sort->setCheckable(true);
        sort->setChecked(m_model.sortColumn() == column);
        group->addAction(sort);
        if (column == 0)
            continue;
        auto *show = columns->addAction(name);
        show->setCheckable(true);
        show->setChecked(isShown(column));
        connect(show, &QAction::toggled, this, [this, column](bool isOn) { setShown(column, isOn); });
    }
}

void SubjectColumns::sortAgain()
{
    if (m_model.sortColumn() == 0 || m_sorted.elapsed() < sortAgainMs || m_view.viewport()->underMouse())
        return;
    m_sorted.restart();
    m_model.sortAgain();
}

} // namespace gnat
