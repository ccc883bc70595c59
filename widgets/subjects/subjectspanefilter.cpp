// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is looked for in the tree, by which keys, and which rows the pane shows then.
#include "client/connectionset.h"
#include "common/filteredit.h"
#include "items/filterwords.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "messages/messageselection.h"
#include "subjects/subjectsearch.h"
#include "subjects/subjectspane.h"

#include <QKeyEvent>
#include <QTimer>
#include <QTreeView>

namespace gnat {

namespace {
constexpr int mostStepsToAHit = 1000; // rows that only lead to one lie between
constexpr quint64 mostHitsOpened = 2000;
constexpr qsizetype mostSuggested = 30;
} // namespace

void SubjectsPane::wireSearch()
{
    m_search->setVocabulary([this] { return vocabulary(); });
    if (m_connections) {
        m_search->setFindConnection([this](const QString &name) { return m_connections->sourceNamed(name); });
        connect(m_connections, &ConnectionSet::added, m_search, &SubjectSearch::noteConnections);
        connect(m_connections, &ConnectionSet::removed, m_search, &SubjectSearch::noteConnections);
    }
    connect(m_search, &SubjectSearch::opened, this, [this] { m_beforeSearch = OpenBranches::of(*m_tree, *m_model); });
    connect(m_search, &SubjectSearch::changed, this, &SubjectsPane::applyFilter);
    connect(m_search, &SubjectSearch::closed, this, &SubjectsPane::closeSearch);
    connect(m_search, &SubjectSearch::nextWanted, this, [this] { goToHit(true); });
    connect(m_search, &SubjectSearch::previousWanted, this, [this] { goToHit(false); });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &SubjectsPane::goOnBelow);
}

/// What a search can speak of.
FilterVocabulary SubjectsPane::vocabulary() const
{
    FilterVocabulary words;
    words.isOfSubjects = true;
    words.subjects = [this](const QString &prefix) {
        return subjectsWithPrefix(m_model->tree(), prefix, mostSuggested);
    };
    if (m_connections)
        words.connections = [this] {
            return m_connections->names();
        };
    return words;
}

void SubjectsPane::openSearch()
{
    m_search->open();
}

/// What is typed begins a search; plus and minus open and close rows, and no key opens a million of them as `*` would.
bool SubjectsPane::beginSearch(const QString &text)
{
    if (text.isEmpty() || !text.front().isPrint() || text == u"+" || text == u"-")
        return false;
    if (text != u"*") {
        openSearch();
        m_search->line()->setText(text);
    }
    return true;
}

bool SubjectsPane::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Space:
        Q_EMIT pauseToggled();
        return true;
    case Qt::Key_Slash:
        openSearch();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        filterToSelection();
        return true;
    case Qt::Key_Right:
        return openFurther();
    case Qt::Key_P:
        for (const auto &row : choice().rows) {
            for (const auto &pattern : row.patterns)
                Q_EMIT pinRequested(row.source, pattern);
        }
        return true;
    default:
        return false;
    }
}

bool SubjectsPane::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!isKey)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if ((key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) != Qt::NoModifier)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        return handleKey(key->key()) || beginSearch(key->text()) || QWidget::eventFilter(watched, event);
    if (key->key() == Qt::Key_Space || key->key() == Qt::Key_P || key->key() == Qt::Key_Slash) {
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

/// What the search line finds, without what is hidden.
void SubjectsPane::applyFilter()
{
    const auto hides = m_hidden->predicate();
    const auto &wanted = m_search->accepts();
    const auto open = m_beforeSearch ? *m_beforeSearch : OpenBranches::of(*m_tree, *m_model);
    if (hides && wanted)
        m_model->setSubjectFilter(
            [hides, wanted](SourceId source, std::string_view subject) {
                return !hides(subject) && wanted(source, subject);
            },
            true);
    else if (hides)
        m_model->setSubjectFilter([hides](SourceId, std::string_view subject) { return !hides(subject); });
    else
        m_model->setSubjectFilter(wanted, wanted != nullptr);
    expandConnections();
    if (wanted)
        m_tree->expandToDepth(m_model->filterHits() <= mostHitsOpened ? 2 : 0);
    else
        open.restore(*m_tree, *m_model);
    m_search->setHits(m_model->filterHits(), !m_model->isFiltering());
}

/// As it was before, but what was found stays current.
void SubjectsPane::closeSearch()
{
    const auto current = m_model->node(m_tree->currentIndex());
    applyFilter();
    m_beforeSearch.reset();
    if (const auto index = m_model->indexOf(current); index.isValid()) {
        selectOnly(*m_tree, index);
        m_tree->scrollTo(index);
    }
    m_tree->setFocus();
}

void SubjectsPane::goToHit(bool isNext)
{
    m_goesOn = QPersistentModelIndex();
    if (!m_search->accepts())
        return;
    auto index = m_tree->currentIndex().siblingAtColumn(0);
    for (int step = 0; step < mostStepsToAHit; ++step) {
        if (isNext && waitsBelow(index))
            return;
        const auto before = index;
        index = isNext ? rowAfter(*m_model, index) : rowBefore(*m_model, index);
        if (isNext && m_model->isFurther(index)) {
            const auto parent = index.parent();
            m_model->showFurther(index); // the next portion takes its place
            if (waitsBelow(parent))
                return;
            index = rowAfter(*m_model, before);
        }
        if (!m_model->isHit(index))
            continue;
        selectOnly(*m_tree, index);
        m_tree->scrollTo(index);
        return;
    }
}

/// What is below comes in a moment: the step is taken then.
bool SubjectsPane::waitsBelow(const QModelIndex &index)
{
    if (m_model->canFetchMore(index))
        m_model->fetchMore(index);
    if (!m_model->isChoosingBelow(index))
        return false;
    m_goesOn = index;
    return true;
}

void SubjectsPane::goOnBelow(const QModelIndex &parent)
{
    if (!m_goesOn.isValid() || m_goesOn != parent)
        return;
    m_goesOn = QPersistentModelIndex();
    QTimer::singleShot(0, this, [this] { goToHit(true); }); // when the tree knows the rows, too
}

bool SubjectsPane::isMore(const QModelIndex &index)
{
    return index.isValid() && index.data(NodeKindRole).toInt() == int(NodeKind::More);
}

void SubjectsPane::openMore(const QModelIndex &index)
{
    if (m_model->isFurther(index))
        m_model->showFurther(index);
    else if (isMore(index))
        m_tree->expand(index.siblingAtColumn(0));
}

/// By a key: with the last row current, the next one leads to those that come.
bool SubjectsPane::openFurther()
{
    const auto current = m_tree->currentIndex().siblingAtColumn(0);
    if (!m_model->isFurther(current))
        return false;
    if (const auto last = current.siblingAtRow(current.row() - 1); last.isValid())
        selectOnly(*m_tree, last);
    m_model->showFurther(current);
    return true;
}

bool SubjectsPane::goTo(SourceId source, const QByteArray &pattern)
{
    const auto node = m_model->tree().findPattern(source, {pattern.data(), std::size_t(pattern.size())});
    if (node == SubjectTree::root)
        return false;
    if (!m_search->isHidden())
        m_search->close();
    const auto index = m_model->indexOf(node);
    if (!index.isValid())
        return false;
    selectOnly(*m_tree, index);
    m_tree->scrollTo(index);
    m_tree->setFocus();
    return true;
}

} // namespace gnat
