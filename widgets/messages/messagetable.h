// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/longtable.h"
#include "core/messagebatch.h"
#include "messages/listplace.h"

class QMenu;

namespace gnat {

class Chip;
class MessageActions;
class MessageListModel;
class NewerPill;

/// The message list: fixed rows over a MessageListModel (or a proxy with the same columns). Follows the newest row, or
/// holds still while rows come and go around what is in view. GUI thread.
class MessageTable final : public LongTable
{
    Q_OBJECT

public:
    explicit MessageTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool isFollowing);
    /// A list that cannot grow has nothing to follow.
    void setCanFollow(bool canFollow);
    /// While paused: how many have come since; negative: not paused. The pill says so.
    void setPausedCount(qint64 newer);

    /// How many messages came before the first one that is kept; said above the first row.
    void setOlderCount(quint64 older);

    MessageHandle currentMessage() const;
    QByteArray currentSubject() const;
    /// Rows that came below since the list began to hold still.
    qint64 newerRows() const { return m_newerRows; }

    MessageActions &messageActions() { return *m_actions; }
    /// Ends following and makes the message current, in the middle of the view. False: it is no row of the list.
    bool goToPosition(quint64 position);
    /// To the next or previous message of the current one's subject, within a bounded stretch.
    void goToSameSubject(int step);

Q_SIGNALS:
    void currentMessageChanged();
    void followingChanged(bool isFollowing);
    void pauseToggled();
    void detailsRequested();
    /// A whole filter in the place of the one that is there.
    void filterRequested(const QString &filter);
    /// A term besides those that are there.
    void filterTermRequested(const QString &term);
    /// Hide subjects for good.
    void hideRequested(const QStringList &patterns);
    /// Open the composer filled from this message.
    void publishRequested(const gnat::MessageHandle &message);
    void requestRequested(const gnat::MessageHandle &message);
    void pinRequested(const QByteArray &subject);
    void moreMemoryWanted();
    /// Something that the user wanted was done in part only; a sentence for a strip.
    void noticed(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyboardSearch(const QString &search) override;
    void focusInEvent(QFocusEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    void setUpHeaders();
    void rowsWereInserted(int first, int last);
    void rowsWereRemoved(int first, int last);
    void rowsAreNew();
    void restorePlace();
    const MessageListModel *messages() const;
    void endFollowIfScrolledUp();
    void updatePill();
    void updateOlder();
    void addCellActions(QMenu &menu, const QModelIndex &cell);
    bool handleKey(QKeyEvent &event);

    MessageActions *m_actions = nullptr;
    NewerPill *m_pill = nullptr;
    Chip *m_older = nullptr;
    quint64 m_olderCount = 0;
    bool m_isFollowing = true;
    bool m_canFollow = true;
    bool m_isTakingFocus = false; ///< what becomes current then is no choice of the user
    ListPlace m_place;            ///< where the user was before the rows were made anew
    qint64 m_newerRows = 0;
    qint64 m_pausedCount = -1;
};

} // namespace gnat
