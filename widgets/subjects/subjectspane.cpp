// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectspane.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "common/docktitle.h"
#include "common/humantext.h"
#include "common/textlabel.h"
#include "items/lastvalues.h"
#include "items/roles.h"
#include "items/subjectgaps.h"
#include "items/subjecttreemodel.h"
#include "settings/preferences.h"
#include "subjects/changeglow.h"
#include "subjects/gapcolumns.h"
#include "subjects/opensubjects.h"
#include "subjects/subjectactions.h"
#include "subjects/subjectbookmarks.h"
#include "subjects/subjectcolumns.h"
#include "subjects/subjectdelegate.h"
#include "subjects/subjectinterest.h"
#include "subjects/subjectmenu.h"
#include "subjects/subjectsearch.h"

#include <QAction>
#include <QKeyEvent>
#include <QMenu>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

namespace {

const QString glowState = QStringLiteral("subjects.glow");

} // namespace

SubjectsPane::SubjectsPane(SubjectTreeModel *model, const ConnectionSet *connections, QWidget *parent)
    : QWidget(parent), m_connections(connections), m_model(model), m_folding(model->tree()),
      m_hidden(new HiddenSubjects(this))
{
    m_model->setParent(this);
    if (connections)
        m_bookmarks = std::make_unique<SubjectBookmarks>(*connections);
    m_search = new SubjectSearch(this);
    m_full = makeRemark();
    m_unknown = makeRemark();
    buildTree();
    buildTitle();
    wireSearch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_search);
    layout->addWidget(m_full);
    layout->addWidget(m_unknown);
    layout->addWidget(m_tree, 1);
    buildHiding();
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parentIndex) {
        if (!parentIndex.isValid())
            expandConnections();
    });
    if (m_connections) {
        m_interests = new SubjectInterests(*m_connections, model->tree(), this);
        m_model->setInterest(&m_interests->places());
        connect(m_interests, &SubjectInterests::changed, this, &SubjectsPane::showInterest);
    }
    expandConnections();
}

SubjectsPane::~SubjectsPane()
{
    if (m_openSubjects)
        m_openSubjects->keep(m_beforeSearch ? *m_beforeSearch : OpenBranches::of(*m_tree, *m_model));
}

void SubjectsPane::remember(Preferences &preferences)
{
    m_columns->remember(preferences, QStringLiteral("subjects.columns"));
    m_folding.remember(preferences);
    m_hidden->remember(preferences);
    if (m_bookmarks)
        m_bookmarks->remember(preferences);
    if (m_interests)
        m_interests->remember(preferences);
    if (m_connections)
        m_openSubjects = new OpenSubjects(*m_tree, *m_model, *m_connections, preferences, this);
    m_preferences = &preferences;
    m_glow->setOn(preferences.state(glowState).isNull() || preferences.state(glowState).toBool());
}

void SubjectsPane::setGlowing(bool isOn)
{
    m_glow->setOn(isOn);
    if (m_preferences)
        m_preferences->setState(glowState, isOn);
}

void SubjectsPane::showLastValues(MessageSource &messages, const CodecRegistry &codecs)
{
    m_values = std::make_unique<LastValues>(m_model->tree(), messages, codecs);
    m_model->setLastValue([this](NodeIndex node) { return m_values->of(node); });
    if (m_connections)
        new GapColumns(*m_columns, *m_connections, m_model->tree(), messages, this);
    m_model->setGaps([this, &messages](NodeIndex node) { return gapsText(m_model->tree(), messages, node); });
}

void SubjectsPane::lookAtValues()
{
    if (!m_values || !m_columns->isShown(int(SubjectTreeModel::Column::LastValue)))
        return;
    std::vector<NodeIndex> visible;
    const int bottom = m_tree->viewport()->height();
    for (auto row = m_tree->indexAt({0, 0}); row.isValid() && m_tree->visualRect(row).top() < bottom;
         row = m_tree->indexBelow(row))
        if (!isMore(row))
            visible.push_back(m_model->node(row));
    m_values->look(visible);
}

QLabel *SubjectsPane::makeRemark()
{
    auto *remark = new TextLabel({}, TextRole::Caption, this);
    remark->setWordWrap(true);
    remark->setContentsMargins(12, 4, 8, 4);
    remark->hide();
    return remark;
}

void SubjectsPane::showInterest()
{
    const auto problems = m_interests->problems();
    m_unknown->setText(problems);
    m_unknown->setVisible(!problems.isEmpty());
    m_tree->viewport()->update();
}

/// In menus of the window, too: one switch for all of them.
void SubjectsPane::buildHiding()
{
    m_hideSystem = new QAction(tr("Hide $JS, $SYS, $KV and _INBOX"), this);
    m_hideSystem->setCheckable(true);
    connect(m_hideSystem, &QAction::toggled, m_hidden, &HiddenSubjects::setHidesSystem);
    connect(m_hidden, &HiddenSubjects::changed, this, [this] { m_hideSystem->setChecked(m_hidden->hidesSystem()); });
    connect(m_hidden, &HiddenSubjects::changed, this, &SubjectsPane::applyFilter);
}

void SubjectsPane::buildTitle()
{
    m_title = new DockTitle(tr("Subjects"), this);
    auto *searchButton = m_title->addButton(QStringLiteral("search"), tr("Search subjects"), QStringLiteral("/"));
    connect(searchButton, &QToolButton::clicked, this, &SubjectsPane::openSearch);
    if (m_bookmarks) {
        auto *marks = m_title->addButton(QStringLiteral("bookmark"), tr("Bookmarks"));
        connect(marks, &QToolButton::clicked, this, [this, marks] {
            QMenu menu(this);
            m_bookmarks->fillMenu(menu, *this);
            menu.exec(marks->mapToGlobal(QPoint(0, marks->height())));
        });
    }
    auto *collapse = m_title->addButton(QStringLiteral("collapse"), tr("Collapse all"));
    connect(collapse, &QToolButton::clicked, this, [this] {
        m_tree->collapseAll();
        expandConnections();
    });
    auto *more = m_title->addButton(QStringLiteral("more"), tr("What the tree shows"));
    connect(more, &QToolButton::clicked, this, [this, more] {
        QMenu menu(this);
        fillTitleMenu(menu);
        menu.exec(more->mapToGlobal(QPoint(0, more->height())));
    });
}

void SubjectsPane::fillTitleMenu(QMenu &menu)
{
    m_columns->fillMenu(menu);
    menu.addSeparator();
    menu.addAction(m_hideSystem);
    const auto patterns = m_hidden->patterns();
    auto *again = menu.addAction(tr("Show %n hidden subject(s) again", nullptr, int(patterns.size())), m_hidden,
                                 &HiddenSubjects::showAgain);
    again->setToolTip(patterns.join(u'\n'));
    again->setVisible(!patterns.isEmpty());
    menu.setToolTipsVisible(true);
    if (!isLive())
        return;
    auto *glow = menu.addAction(tr("Highlight changes"));
    glow->setCheckable(true);
    glow->setChecked(m_glow->isOn());
    connect(glow, &QAction::toggled, this, &SubjectsPane::setGlowing);
    menu.addSeparator();
    m_interests->fillMenu(menu);
    auto *fold = menu.addAction(tr("Fold ids by themselves"));
    fold->setCheckable(true);
    fold->setChecked(m_folding.isAutomatic());
    connect(fold, &QAction::toggled, this, [this](bool isOn) { m_folding.setAutomatic(isOn); });
}

void SubjectsPane::buildTree()
{
    m_tree = new QTreeView(this);
    m_tree->setModel(m_model);
    auto *delegate = new SubjectDelegate(m_connections, m_tree);
    m_tree->setItemDelegate(delegate);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setAccessibleName(tr("Subjects"));
    m_tree->setBackgroundRole(QPalette::AlternateBase);
    m_tree->viewport()->setBackgroundRole(QPalette::AlternateBase);
    m_tree->viewport()->setAttribute(Qt::WA_Hover);
    m_tree->installEventFilter(this);
    m_glow = new ChangeGlow(*m_tree);
    delegate->setGlow(isLive() ? m_glow : nullptr);
    m_columns = new SubjectColumns(*m_tree, *m_model, *delegate, this);
    connect(m_tree, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!isMore(index)) // the first click has opened it
            filterToSelection();
    });
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &SubjectsPane::showMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &SubjectsPane::currentChanged);
    // A click on the row that is current already brings the tree's subject back into the details.
    connect(m_tree, &QTreeView::clicked, this, &SubjectsPane::currentChanged);
    connect(m_tree, &QTreeView::clicked, this, &SubjectsPane::openMore);
    m_actions = new SubjectActions(*this);
}

void SubjectsPane::expandConnections()
{
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_tree->expand(m_model->index(row, 0));
}

void SubjectsPane::refresh()
{
    const auto current = m_model->node(m_tree->currentIndex());
    m_model->refresh();
    followFolding(current);
    m_columns->sortAgain();
    m_actions->follow();
    if (m_connections)
        m_tree->viewport()->update(); // what a connection is doing counts down
    lookAtValues();
    const auto seen = countFull(m_model->subjectsSeen());
    m_title->setRemark(m_connections ? liveRemark().arg(seen) : tr("%1, mean rate").arg(seen));
    m_search->setHits(m_model->filterHits(), !m_model->isFiltering());
    const bool isFull = m_model->tree().isFull();
    if (isFull == m_full->isVisibleTo(this))
        return;
    m_full->setText(tr("The tree is full at %1 rows. Messages on further subjects count on the row above them.")
                        .arg(countFull(m_model->tree().nodeCount())));
    m_full->setVisible(isFull);
}

QString SubjectsPane::liveRemark() const
{
    const bool isFolded = m_model->tree().folds() > 0; // many became one: the number falls
    if (m_hidden->hidesAny())
        return isFolded ? tr("%1, some hidden") : tr("%1 seen, some hidden");
    if (isFolded)
        return tr("%1 after folding");
    return m_interests->places().isEmpty() ? tr("%1 seen") : tr("%1 known");
}

/// When the current row's level was folded, what it became is current.
void SubjectsPane::followFolding(NodeIndex current)
{
    const auto now = m_model->tree().current(current);
    if (now == current)
        return;
    if (const auto index = m_model->indexOf(now); index.isValid())
        m_tree->setCurrentIndex(index);
}

SourceId SubjectsPane::currentSource() const
{
    return SourceId(m_tree->currentIndex().data(SourceRole).toUInt());
}

QByteArray SubjectsPane::currentSubject() const
{
    return m_tree->currentIndex().data(SubjectRole).toByteArray();
}

bool SubjectsPane::currentHasMessages() const
{
    return m_tree->currentIndex().isValid() && !currentSubject().isEmpty();
}

QModelIndexList SubjectsPane::selection() const
{
    auto rows = m_tree->selectionModel()->selectedRows();
    if (rows.isEmpty() && m_tree->currentIndex().isValid())
        rows << m_tree->currentIndex().siblingAtColumn(0);
    rows.removeIf(&SubjectsPane::isMore);
    std::ranges::stable_sort(rows, {}, [this](const QModelIndex &row) { return m_tree->visualRect(row).top(); });
    return rows;
}

void SubjectsPane::filterToSelection()
{
    const auto current = m_tree->currentIndex().siblingAtColumn(0);
    if (openFurther())
        return;
    if (isMore(current))
        m_tree->setExpanded(current, !m_tree->isExpanded(current));
    else if (current.isValid())
        Q_EMIT filterRequested(choice().filter(m_connections));
}

void SubjectsPane::showMenu(const QPoint &where)
{
    const auto index = m_tree->currentIndex();
    const bool isOnRow = m_tree->indexAt(where).isValid();
    if (!index.isValid() || (!isOnRow && m_tree->viewport()->underMouse()))
        return;
    if (isMore(index) && selection().isEmpty())
        return;
    QMenu menu(this);
    fillSubjectMenu(menu, *this);
    // The menu key asks at the current row, the mouse where it is.
    menu.exec(m_tree->viewport()->mapToGlobal(isOnRow ? where : m_tree->visualRect(index).bottomLeft()));
}

} // namespace gnat
