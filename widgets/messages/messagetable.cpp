// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messagetable.h"

#include "common/chip.h"
#include "common/headerend.h"
#include "common/humantext.h"
#include "filter/filterfor.h"
#include "items/messagelistmodel.h"
#include "items/roles.h"
#include "messages/exchangejump.h"
#include "messages/messageactions.h"
#include "messages/messagedelegate.h"
#include "messages/messageselection.h"
#include "messages/newerpill.h"

#include <QAbstractProxyModel>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace gnat {

namespace {
constexpr int fixedHeight = 24;
constexpr int sameSubjectReach = 20'000; ///< rows that [ and ] look at
} // namespace

MessageTable::MessageTable(QWidget *parent) : LongTable(fixedHeight, parent)
{
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAccessibleName(tr("Messages"));
    setItemDelegate(new MessageDelegate(this));
    setUpHeaders();
    m_actions = new MessageActions(*this);
    m_pill = new NewerPill(viewport());
    m_pill->hide();
    m_older = new Chip(viewport());
    m_older->setCursor(Qt::PointingHandCursor);
    m_older->hide();
    connect(m_older, &Chip::clicked, this, &MessageTable::moreMemoryWanted);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &MessageTable::updateOlder);
    connect(m_pill, &QAbstractButton::clicked, this, [this] {
        if (m_pausedCount >= 0)
            Q_EMIT pauseToggled();
        setFollowing(true);
    });
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &MessageTable::endFollowIfScrolledUp);
    jumpOnReplyClick(*this);
    connect(this, &QTableView::doubleClicked, this, &MessageTable::detailsRequested);
}

void MessageTable::setUpHeaders()
{
    auto *columns = horizontalHeader();
    columns->setMinimumSectionSize(24);
    columns->setStretchLastSection(true);
    columns->setHighlightSections(false);
    columns->setSectionsMovable(false);
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    HeaderEnd::addTo(*this, *columns);
}

void MessageTable::setModel(QAbstractItemModel *newModel)
{
    if (model())
        disconnect(model(), nullptr, this, nullptr);
    LongTable::setModel(newModel);
    static constexpr int widths[] = {29, 108, 186, 70, 60, 88};
    for (int column = 0; column < int(std::size(widths)) && newModel; ++column)
        setColumnWidth(column, widths[column]);
    for (int column = MessageListModel::Connection; newModel && column < newModel->columnCount(); ++column)
        setColumnHidden(column, true); // until chosen
    if (!newModel)
        return;
    connect(newModel, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { rowsWereInserted(first, last); });
    connect(newModel, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { rowsWereRemoved(first, last); });
    connect(newModel, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        if (!m_place.isWaiting()) // else the rows before were not yet all there
            m_place.remember(*this);
    });
    connect(newModel, &QAbstractItemModel::modelReset, this, &MessageTable::rowsAreNew);
}

/// The list that is shown, also behind a proxy with the same rows.
const MessageListModel *MessageTable::messages() const
{
    const auto *shown = model();
    while (const auto *proxy = qobject_cast<const QAbstractProxyModel *>(shown))
        shown = proxy->sourceModel();
    return qobject_cast<const MessageListModel *>(shown);
}

/// Also where nothing is current any more: whoever shows what can be done with it wants to know.
void MessageTable::rowsAreNew()
{
    m_newerRows = 0;
    restorePlace();
    if (!m_place.current())
        m_place.forget();
    if (m_isFollowing && m_canFollow)
        scrollToBottom();
    if (!currentIndex().isValid())
        Q_EMIT currentMessageChanged();
    updatePill();
}

void MessageTable::restorePlace()
{
    const auto *list = messages();
    if (!list || !m_place.isWaiting() || (m_place.current() && list->rowOf(*m_place.current()) < 0))
        return; // it may come later: a filter finds the newest first
    executeDelayedItemsLayout();
    m_isTakingFocus = true; // no choice of the user
    const bool isBack = m_place.restore(*this, *list, !(m_isFollowing && m_canFollow));
    m_isTakingFocus = false;
    if (isBack && currentIndex().isValid())
        Q_EMIT currentMessageChanged();
}

/// What is open stays open; Qt would choose a neighbour instead.
void MessageTable::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    if (const int row = currentIndex().row(); row >= first && row <= last && selectionModel()) {
        m_isTakingFocus = true;
        selectionModel()->clearCurrentIndex();
        m_isTakingFocus = false;
        Q_EMIT currentMessageChanged();
    }
    LongTable::rowsAboutToBeRemoved(parent, first, last);
}

void MessageTable::rowsWereInserted(int first, int last)
{
    const int count = last - first + 1;
    const bool wasWaiting = m_place.isWaiting();
    restorePlace();
    if (wasWaiting && !m_place.isWaiting() && !m_isFollowing) {
        updatePill();
        return;
    }
    if (m_isFollowing && m_canFollow) {
        scrollToBottom();
        return;
    }
    auto *bar = verticalScrollBar();
    const bool isAtTop = !m_canFollow && bar->value() == 0; // of a recording: it begins where it began
    if (last + 1 == model()->rowCount() && first > 0) {
        m_newerRows += count;
    } else if (first <= bar->value() && !isAtTop) { // older hits of a filter: what is in view stays where it is
        const int value = bar->value() + count;
        executeDelayedItemsLayout();
        bar->setValue(value);
    }
    updatePill();
}

void MessageTable::rowsWereRemoved(int first, int last)
{
    auto *bar = verticalScrollBar();
    const int above = std::min(last, bar->value() - 1) - first + 1;
    if (above > 0 && !(m_isFollowing && m_canFollow))
        bar->setValue(bar->value() - above);
}

void MessageTable::setCanFollow(bool canFollow)
{
    m_canFollow = canFollow;
    m_isFollowing = canFollow;
    updatePill();
}

void MessageTable::setFollowing(bool isFollowing)
{
    isFollowing = isFollowing && m_canFollow;
    if (isFollowing) {
        m_newerRows = 0;
        scrollToBottom();
    }
    if (isFollowing != m_isFollowing) {
        m_isFollowing = isFollowing;
        m_newerRows = 0;
        Q_EMIT followingChanged(isFollowing);
    }
    updatePill();
}

void MessageTable::setPausedCount(qint64 newer)
{
    m_pausedCount = newer;
    updatePill();
}

void MessageTable::updatePill()
{
    const bool isPaused = m_pausedCount >= 0;
    m_pill->setVisible(m_canFollow && (isPaused || (!m_isFollowing && m_newerRows > 0)));
    if (!m_pill->isVisible())
        return;
    m_pill->setText(isPaused ? tr("Paused, %1 newer").arg(countFull(quint64(m_pausedCount)))
                             : tr("%L1 newer messages").arg(m_newerRows));
    m_pill->resize(m_pill->sizeHint());
    m_pill->move((viewport()->width() - m_pill->width()) / 2, viewport()->height() - m_pill->height() - 12);
}

void MessageTable::setOlderCount(quint64 older)
{
    m_olderCount = older;
    updateOlder();
}

/// Said where the older ones are looked for: above the first row.
void MessageTable::updateOlder()
{
    const bool isAtTop = verticalScrollBar()->value() == 0 && verticalScrollBar()->maximum() > 0;
    m_older->setVisible(m_olderCount > 0 && isAtTop && model() && model()->rowCount() > 0);
    if (!m_older->isVisible())
        return;
    m_older->set(ChipTone::Neutral, tr("%1 older messages are no longer kept").arg(countFull(m_olderCount)));
    m_older->setToolTip(tr("They left when the memory for messages was full. Click to change how much there is."));
    m_older->resize(m_older->sizeHint());
    m_older->move(viewport()->width() - m_older->width() - 8, 2);
}

void MessageTable::endFollowIfScrolledUp()
{
    if (verticalScrollBar()->sliderPosition() < verticalScrollBar()->maximum())
        setFollowing(false);
}

MessageHandle MessageTable::currentMessage() const
{
    return currentIndex().data(HandleRole).value<MessageHandle>();
}

QByteArray MessageTable::currentSubject() const
{
    return currentIndex().data(SubjectRole).toByteArray();
}

void MessageTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    LongTable::currentChanged(current, previous);
    if (m_isTakingFocus)
        return;
    m_place.forget();
    if (current.isValid() && selectionModel() && hasFocus())
        setFollowing(false);
    if (current.row() != previous.row() || !current.isValid())
        Q_EMIT currentMessageChanged();
}

void MessageTable::focusInEvent(QFocusEvent *event)
{
    const bool hasChosen = currentIndex().isValid();
    m_isTakingFocus = true;
    LongTable::focusInEvent(event);
    if (!hasChosen && selectionModel()) // else a click on that row would change nothing, and open nothing
        selectionModel()->clearCurrentIndex();
    m_isTakingFocus = false;
}

void MessageTable::keyboardSearch(const QString &) {}

bool MessageTable::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isSpace = key->modifiers() == Qt::NoModifier && key->key() == Qt::Key_Space;
        if (isSpace || m_actions->means(*key)) {
            event->accept();
            return true;
        }
    }
    return LongTable::event(event);
}

bool MessageTable::handleKey(QKeyEvent &event)
{
    if (m_actions->trigger(event))
        return true;
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Space:
        Q_EMIT pauseToggled();
        return true;
    case Qt::Key_End:
        if (!m_canFollow)
            scrollToBottom();
        setFollowing(true);
        return true;
    case Qt::Key_Home:
        setFollowing(false);
        scrollToTop();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT detailsRequested();
        return true;
    default:
        return false;
    }
}

void MessageTable::keyPressEvent(QKeyEvent *event)
{
    if (handleKey(*event))
        event->accept();
    else
        LongTable::keyPressEvent(event);
}

bool MessageTable::goToPosition(quint64 position)
{
    setFollowing(false);
    const int row = messages() ? messages()->rowOf(position) : -1;
    if (row < 0)
        return false;
    selectOnly(*this, model()->index(row, MessageListModel::Subject));
    scrollTo(currentIndex(), PositionAtCenter);
    return true;
}

void MessageTable::goToSameSubject(int step)
{
    const auto subject = currentSubject();
    if (subject.isEmpty())
        return;
    const int rows = model()->rowCount();
    int left = sameSubjectReach;
    for (int row = currentIndex().row() + step; row >= 0 && row < rows && left > 0; row += step, --left) {
        const auto index = model()->index(row, currentIndex().column());
        if (index.data(SubjectRole).toByteArray() == subject) {
            selectOnly(*this, index);
            return;
        }
    }
}

void MessageTable::resizeEvent(QResizeEvent *event)
{
    LongTable::resizeEvent(event);
    updatePill();
    updateOlder();
    if (m_isFollowing && m_canFollow)
        scrollToBottom();
}

void MessageTable::wheelEvent(QWheelEvent *event)
{
    LongTable::wheelEvent(event);
    if (event->angleDelta().y() > 0)
        endFollowIfScrolledUp();
}

/// What a filter can say of the cell under the mouse.
void MessageTable::addCellActions(QMenu &menu, const QModelIndex &cell)
{
    constexpr int mostCharacters = 48;
    const auto message = cell.data(HandleRole).value<MessageHandle>();
    const bool isNameless = cell.column() == MessageListModel::Connection && !m_canFollow; // @name knows those of now
    if (message.isEmpty() || isNameless)
        return;
    const auto term = cell.data(FilterTermRole).toString();
    if (term.isEmpty())
        return;
    auto shown = term.size() > mostCharacters ? term.left(mostCharacters) + QChar(0x2026) : term;
    shown.replace(u'&', QStringLiteral("&&"));
    menu.addAction(tr("Filter by %1").arg(shown), this, [this, term] { Q_EMIT filterTermRequested(term); });
    menu.addAction(tr("Exclude %1").arg(shown), this, [this, term] { Q_EMIT filterTermRequested(filterExcept(term)); });
    menu.addSeparator();
}

void MessageTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentIndex().isValid())
        return;
    QMenu menu(this);
    addCellActions(menu, indexAt(event->pos()));
    menu.addActions(m_actions->all());
    menu.exec(event->globalPos());
}

} // namespace gnat
