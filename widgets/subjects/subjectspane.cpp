// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects/subjectspane.h"

#include "base/text.h"
#include "common/docktitle.h"
#include "common/humantext.h"
#include "core/subject.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "subjects/subjectdelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace gnat {

namespace {

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

bool containsText(std::string_view subject, std::string_view text)
{
    return std::search(subject.begin(), subject.end(), text.begin(), text.end(),
                       [](char a, char b) { return lowered(a) == lowered(b); }) != subject.end();
}

} // namespace

SubjectsPane::SubjectsPane(SubjectTreeModel *model, const ConnectionSet *connections, QWidget *parent)
    : QWidget(parent), m_connections(connections), m_model(model)
{
    m_model->setParent(this);
    m_title = new DockTitle(tr("Subjects"), this);
    auto *searchButton = m_title->addButton(QStringLiteral("search"), tr("Search subjects"), QStringLiteral("/"));
    connect(searchButton, &QToolButton::clicked, this, &SubjectsPane::openSearch);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildSearch();
    buildTree();
    layout->addWidget(m_search);
    layout->addWidget(m_tree, 1);
    auto *collapse = m_title->addButton(QStringLiteral("collapse"), tr("Collapse all"));
    connect(collapse, &QToolButton::clicked, this, [this] {
        m_tree->collapseAll();
        expandConnections();
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parentIndex) {
        if (!parentIndex.isValid())
            expandConnections();
    });
    expandConnections();
}

void SubjectsPane::buildSearch()
{
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Search subjects"));
    m_search->setAccessibleName(tr("Search subjects"));
    m_search->setClearButtonEnabled(true);
    m_search->hide();
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &SubjectsPane::search);
}

void SubjectsPane::buildTree()
{
    m_tree = new QTreeView(this);
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new SubjectDelegate(m_connections, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setAccessibleName(tr("Subjects"));
    m_tree->setBackgroundRole(QPalette::AlternateBase);
    m_tree->viewport()->setBackgroundRole(QPalette::AlternateBase);
    m_tree->installEventFilter(this);
    connect(m_tree, &QTreeView::doubleClicked, this, &SubjectsPane::filterToCurrent);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &SubjectsPane::showMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &SubjectsPane::currentChanged);
    // A click on the row that is current already brings the tree's subject back into the details.
    connect(m_tree, &QTreeView::clicked, this, &SubjectsPane::currentChanged);
}

void SubjectsPane::expandConnections()
{
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_tree->expand(m_model->index(row, 0));
}

void SubjectsPane::refresh()
{
    m_model->refresh();
    const auto seen = countFull(m_model->subjectsSeen());
    m_title->setRemark(m_connections ? tr("%1 seen").arg(seen) : tr("%1, mean rate").arg(seen));
}

SourceId SubjectsPane::currentSource() const
{
    return SourceId(m_tree->currentIndex().data(SourceRole).toUInt());
}

QByteArray SubjectsPane::currentSubject() const
{
    return m_tree->currentIndex().data(SubjectRole).toByteArray();
}

QByteArray SubjectsPane::currentPattern() const
{
    const auto index = m_tree->currentIndex();
    const auto subject = currentSubject();
    if (!index.isValid() || subject.isEmpty())
        return ">";
    return index.data(ChildCountRole).toInt() > 0 ? subject + ".>" : subject;
}

bool SubjectsPane::currentHasMessages() const
{
    return m_tree->currentIndex().isValid() && !currentSubject().isEmpty();
}

void SubjectsPane::openSearch()
{
    m_search->show();
    m_search->setFocus();
    m_search->selectAll();
}

void SubjectsPane::search(const QString &text)
{
    const auto wanted = text.trimmed().toStdString();
    if (wanted.empty()) {
        m_model->setSubjectFilter({});
        expandConnections();
        return;
    }
    m_model->setSubjectFilter([wanted](std::string_view subject) { return containsText(subject, wanted); });
    m_tree->expandToDepth(2);
}

void SubjectsPane::filterToCurrent()
{
    if (m_tree->currentIndex().isValid())
        Q_EMIT filterRequested(toText(viewOf(currentPattern())));
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
        filterToCurrent();
        return true;
    case Qt::Key_P:
        if (m_tree->currentIndex().isValid())
            Q_EMIT pinRequested(currentSource(), currentPattern());
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
    if (watched == m_search) {
        if (event->type() == QEvent::KeyPress && key->key() == Qt::Key_Escape) {
            m_search->clear();
            m_search->hide();
            m_tree->setFocus();
            return true;
        }
        return QWidget::eventFilter(watched, event);
    }
    if ((key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress && handleKey(key->key()))
        return true;
    if (event->type() == QEvent::ShortcutOverride &&
        (key->key() == Qt::Key_Space || key->key() == Qt::Key_P || key->key() == Qt::Key_Slash)) {
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SubjectsPane::showMenu(const QPoint &where)
{
    if (!m_tree->indexAt(where).isValid())
        return;
    const auto source = currentSource();
    const auto subject = currentSubject();
    const auto pattern = currentPattern();
    const auto text = toText(viewOf(pattern));
    QMenu menu(this);
    menu.addAction(tr("Filter to %1").arg(text), this, &SubjectsPane::filterToCurrent);
    menu.addAction(tr("Exclude %1").arg(text), this, [this, text] { Q_EMIT filterRequested(u'!' + text); });
    menu.addSeparator();
    menu.addAction(tr("Plot rate"), this, [this, source, pattern] { Q_EMIT pinRequested(source, pattern); });
    if (m_connections)
        addLiveActions(menu);
    else
        menu.addAction(tr("Replay only %1").arg(text), this, [this, text] { Q_EMIT replayRequested(text); });
    menu.addSeparator();
    menu.addAction(tr("Copy subject"), this,
                   [subject] { QApplication::clipboard()->setText(toText(viewOf(subject))); });
    menu.exec(m_tree->viewport()->mapToGlobal(where));
}

void SubjectsPane::addLiveActions(QMenu &menu)
{
    const auto source = currentSource();
    const auto subject = currentSubject();
    const auto pattern = currentPattern();
    const auto text = toText(viewOf(pattern));
    const bool isLiteral = isLiteralSubject(viewOf(subject));
    menu.addAction(tr("Subscribe to %1").arg(text), this,
                   [this, source, pattern] { Q_EMIT subscribeRequested(source, pattern); });
    menu.addAction(tr("Unsubscribe from %1").arg(text), this,
                   [this, source, pattern] { Q_EMIT unsubscribeRequested(source, pattern); });
    menu.addSeparator();
    menu.addAction(tr("Publish to"), this, [this, source, subject] { Q_EMIT publishRequested(source, subject); })
        ->setEnabled(isLiteral);
    menu.addAction(tr("Request"), this, [this, source, subject] { Q_EMIT requestRequested(source, subject); })
        ->setEnabled(isLiteral);
}

} // namespace gnat
