// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"
#include "flow/messagesource.h"
#include "items/listfigures.h"
#include "items/timeformat.h"

#include <QAbstractTableModel>

#include <chrono>
#include <functional>
#include <memory>

namespace gnat {

class CodecRegistry;
class ColourRules;
class Filter;
class MessageMarks;

/// A MessageSource as a table, whole or filtered; text is made only for cells that are painted. At most one row
/// insertion and one removal a refresh, and for a few milliseconds those of rows that a filter judged later. GUI
/// thread.
class MessageListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Kind,
        Time,
        Subject,
        Format,
        Size,
        Reply, ///< latency of a request and its reply
        Preview,
        Connection, ///< from here on: columns to choose
        ReplySubject,
        Headers,
        Subscription,
        Sequence,
        ColumnCount
    };
    /// What its column says of a subscription.
    struct SubscriptionTitle
    {
        QString pattern;    ///< empty: not known
        QString queueGroup; ///< empty: none
    };
    using SubscriptionName = std::function<SubscriptionTitle(SourceId, SubscriptionId)>;

    MessageListModel(const CodecRegistry &codecs, std::function<QString(SourceId)> connectionName,
                     QObject *parent = nullptr);
    ~MessageListModel() override;

    /// Null: empty. Does not own it; a source that is destroyed empties the model.
    void setSource(MessageSource *source);
    MessageSource *source() const;
    void setFilter(const Filter &filter);
    /// Subjects that are not shown whatever the filter says; null: none. Called on workers: must be free of state.
    void setHidden(std::function<bool(std::string_view)> hides);
    /// What decides whether a message is shown: filter and hidden subjects.
    MessagePredicate shownPredicate() const;
    /// Frozen: what arrives or leaves is not shown until it is set back; newerCount() grows.
    void setFrozen(bool isFrozen);
    quint64 newerCount() const;
    /// Of what comes one in `step` messages is shown, evenly spaced; 1: every one, also of those that were left out.
    /// A filtered or frozen list always shows every one.
    void setSampling(quint64 step);
    /// What comes is shown at most so often; 0: in each frame.
    void setPause(std::chrono::milliseconds pause);
    /// The step in force; 1: every message is shown.
    quint64 sampling() const;
    void setTimeFormat(const TimeFormat &format);
    const TimeFormat &timeFormat() const;
    void setColourRules(const ColourRules &rules);
    /// Shown as MarkRole; null: none.
    void setMarks(MessageMarks *marks);
    void setSubscriptionName(SubscriptionName name);
    bool isFiltered() const;       ///< not every message is shown
    bool isFiltering() const;      ///< a scan is under way, or its hits are not all shown yet
    double filterProgress() const; ///< the share of the messages that it has looked at, 0 … 1
    /// What became of the messages of a source that tells lookedAt(). Costs the same for any number of them.
    ListFigures figures() const;

    MessageHandle message(int row) const;
    quint64 position(int row) const;
    /// The row of a position; -1 if it is not shown.
    int rowOf(quint64 position) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void filteringChanged(bool isFiltering);
    void filterProgressChanged(double share);
    void newerCountChanged(quint64 count);

private:
    void restart();
    void noteStart();
    void refresh();
    void refreshInTime();
    void removeLeft();
    bool insertOlder();
    bool insertNewer();
    void stopScan();
    void takeProgress(quint64 scan, double share);
    void takeLookedAt(quint64 scan, quint64 first, quint64 end);
    void endScan(quint64 scan);
    void takeJudgedAgain(quint64 scan, const QList<quint64> &accepted, const QList<quint64> &refused);
    void applyLate();
    void applyNextRun();
    void setScanning(bool isScanning);
    void takeFound(quint64 scan, const QList<quint64> &positions, bool isNewer);
    void showLoaded(quint64 first, quint64 last);
    void updateNewerCount();
    QVariant partnerPosition(const MessageView &message) const;
    QString timeText(int row, const MessageView &message) const;

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
