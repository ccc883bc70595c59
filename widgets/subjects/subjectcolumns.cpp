// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectcolumns.h"

#include "items/subjecttreemodel.h"
#include "settings/preferences.h"
#include "subjects/subjectdelegate.h"

#include <QActionGroup>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QTreeView>

#include <algorithm>
#include <array>

namespace gnat {

namespace {

constexpr qint64 sortAgainMs = 2000;
constexpr int narrowestName = 200;
constexpr int arrowWidth = 20;
/// By column; the first one takes what is left.
constexpr std::array<int, SubjectTreeModel::columns> widths{0, 84, 84, 84, 60, 76, 84, 220, 92, 92};

using Column = SubjectTreeModel::Column;

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
    for (int column = 1; column < SubjectTreeModel::columns; ++column) {
        header->resizeSection(column,
                              std::max(widths[std::size_t(column)], header->sectionSizeHint(column) + arrowWidth));
        header->hideSection(column);
    }
    header->moveSection(int(Column::LastValue), SubjectTreeModel::columns - 1); // text stands behind the figures
    header->setSortIndicator(0, Qt::AscendingOrder);
    view.setSortingEnabled(true);
    view.setHeaderHidden(true);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.viewport()->installEventFilter(this);
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
    Q_EMIT changed();
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

int SubjectColumns::sortedBy() const
{
    return m_view.header()->sortIndicatorSection();
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
    m_delegate.setRateInName(!hasFigures);
    fit();
    m_view.viewport()->update();
}

/// The name takes what the figures leave, and no less than it needs: then the tree scrolls sideways.
void SubjectColumns::fit()
{
    int figures = 0;
    for (int column = 1; column < SubjectTreeModel::columns; ++column)
        figures += m_view.header()->sectionSize(column); // 0 if it is hidden
    const int left = m_view.viewport()->width() - figures;
    m_view.header()->resizeSection(0, figures == 0 ? left : std::max(left, narrowestName));
}

bool SubjectColumns::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

void SubjectColumns::keep()
{
    Q_EMIT changed();
    if (!m_preferences)
        return;
    QVariantList shown;
    for (int column = 1; column < SubjectTreeModel::columns; ++column) {
        if (isShown(column))
            shown << column;
    }
    const auto *header = m_view.header();
    m_preferences->setState(m_name, QVariantMap{{shownKey, shown},
                                                {sortKey, sortedBy()},
                                                {descendingKey, header->sortIndicatorOrder() == Qt::DescendingOrder}});
}

void SubjectColumns::fillMenu(QMenu &menu)
{
    auto *columns = menu.addMenu(tr("Columns"));
    auto *sorting = menu.addMenu(tr("Sort by"));
    auto *group = new QActionGroup(sorting);
    for (int column = 0; column < SubjectTreeModel::columns; ++column) {
        const bool isGap = column == int(Column::ShortestGap) || column == int(Column::LongestGap);
        if ((column == int(Column::LastValue) && !m_model.hasLastValue()) || (isGap && !m_model.hasGaps()))
            continue;
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
    if (m_sorted.elapsed() < sortAgainMs || m_view.viewport()->underMouse())
        return;
    m_sorted.restart();
    m_model.sortAgain();
}

} // namespace gnat
