// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording/replayfigures.h"

#include <QIdentityProxyModel>
#include <QStyledItemDelegate>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace gnat {

/// 04:13.328, 1:04:13.328: a moment in a recording.
QString offsetText(qint64 offsetNs);

/// A MessageListModel over a recording, told as a replay sees it: number, offset, recorded subject, the subject it is
/// sent as, size, latency of requests and replies, preview. Same rows, same roles. GUI thread.
class RecordedModel final : public QIdentityProxyModel
{
    Q_OBJECT

public:
    enum Column { Number, Offset, Subject, SentAs, Size, Reply, Preview };
    enum Role { IsSentRole = 0x2000, IsDoneRole, IsNextRole };
    /// Nothing: it is not sent.
    using SentAsFunction = std::function<std::optional<std::string>(std::string_view)>;

    using QIdentityProxyModel::QIdentityProxyModel;

    /// Another recording, of which nothing was played.
    void setFirst(qint64 firstNs);
    void setSentAs(SentAsFunction sentAs);
    /// What was played, by rows in the file.
    void setPlayed(const QList<RowRange> &played);
    /// The message that is sent next, by its row in the file.
    void setNextRow(std::optional<quint64> row);
    std::optional<quint64> nextRow() const { return m_nextRow; }

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isDone(const QModelIndex &index) const;
    QString sentAsText(const QModelIndex &index, bool *isSent) const;
    void rowsLookDifferent();

    SentAsFunction m_sentAs;
    qint64 m_firstNs = 0;
    QList<RowRange> m_played;
    std::optional<quint64> m_nextRow;
};

/// Paints a RecordedModel's cells: what is not sent is quiet, what was played has a check, what comes next a triangle.
/// GUI thread.
class RecordedDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace gnat
