// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/messagelistmodel_p.h"

#include "codecs/payloadcodec.h"
#include "filter/filter.h"
#include "items/messagecells_p.h"
#include "items/messagemarks.h"
#include "items/roles.h"
#include "items/shownrows_p.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace gnat {

MessageListModel::MessageListModel(const CodecRegistry &codecs, std::function<QString(SourceId)> connectionName,
                                   QObject *parent)
    : QAbstractTableModel(parent), d(std::make_unique<Private>(codecs, std::move(connectionName)))
{
    d->foundTimer.setSingleShot(true);
    d->foundTimer.setInterval(std::chrono::milliseconds(30));
    connect(&d->foundTimer, &QTimer::timeout, this, &MessageListModel::refresh);
    d->pauseTimer.setSingleShot(true);
    connect(&d->pauseTimer, &QTimer::timeout, this, &MessageListModel::refresh);
    d->rejudgeTimer.setSingleShot(true);
    d->rejudgeTimer.setInterval(std::chrono::seconds(1));
    connect(&d->rejudgeTimer, &QTimer::timeout, this, [this] {
        if (!d->isFrozen && d->filter.isOfExchanges())
            restart();
    });
}

MessageListModel::~MessageListModel()
{
    if (d->source && d->scan != 0)
        d->source->stopScan(d->scan);
}

void MessageListModel::setSource(MessageSource *source)
{
    if (d->source == source)
        return;
    if (d->source) {
        stopScan();
        d->source->disconnect(this);
    }
    d->source = source;
    d->startNs.reset();
    if (source) {
        connect(source, &MessageSource::changed, this, &MessageListModel::refreshInTime);
        connect(source, &MessageSource::loaded, this, &MessageListModel::showLoaded);
        connect(source, &MessageSource::exchangesChanged, this, &MessageListModel::showLoaded);
        connect(source, &MessageSource::rejudged, this, [this] {
            if (d->filter.isOfExchanges() && !d->rejudgeTimer.isActive())
                d->rejudgeTimer.start();
        });
        connect(source, &MessageSource::judgedAgain, this, &MessageListModel::takeJudgedAgain);
        connect(source, &MessageSource::found, this, &MessageListModel::takeFound);
        connect(source, &MessageSource::scanned, this, &MessageListModel::endScan);
        connect(source, &MessageSource::scanProgressed, this, &MessageListModel::takeProgress);
        connect(source, &MessageSource::lookedAt, this, &MessageListModel::takeLookedAt);
        connect(source, &QObject::destroyed, this, [this] {
            d->scan = 0; // it ended with the source
            restart();
        });
        d->frozenEnd = source->end();
        d->cells.setExchanges(source->exchanges());
    }
    restart();
}

MessageSource *MessageListModel::source() const
{
    return d->source;
}

void MessageListModel::setFilter(const Filter &filter)
{
    d->filter = filter;
    restart();
}

void MessageListModel::setHidden(std::function<bool(std::string_view)> hides)
{
    if (!hides && !d->hides)
        return;
    d->hides = std::move(hides);
    restart();
}

/// Shows the source from the beginning, by the filter.
void MessageListModel::restart()
{
    beginResetModel();
    stopScan();
    d->foundTimer.stop();
    if (!d->source)
        d->rows.showAll(0, 0);
    else if (!isFiltered())
        d->rows.showAll(d->firstPosition(), std::max(d->firstPosition(), std::min(d->source->end(), d->shownEnd())));
    else
        d->rows.showFound();
    endResetModel();
    if (d->source && isFiltered()) {
        setScanning(true);
        d->scan = d->source->startScan(shownPredicate(), d->filter.requiredWords());
    }
    noteStart();
    updateNewerCount();
}

void MessageListModel::stopScan()
{
    if (d->scan != 0 && d->source)
        d->source->stopScan(d->scan);
    d->scan = 0;
    d->isLookedThrough = false;
    d->progress = 0;
    d->lookedFrom = d->lookedTo = 0;
    setScanning(false);
}

void MessageListModel::setScanning(bool isScanning)
{
    if (d->isScanning == isScanning)
        return;
    d->isScanning = isScanning;
    Q_EMIT filteringChanged(isScanning);
}

MessagePredicate MessageListModel::shownPredicate() const
{
    return [filter = d->filter, hides = d->hides](const MessageView &message) {
        return (!hides || !hides(message.subject)) && filter.accepts(message);
    };
}

bool MessageListModel::isFiltered() const
{
    return d->hides || !d->filter.isEmpty();
}

bool MessageListModel::isFiltering() const
{
    return d->isScanning;
}

double MessageListModel::filterProgress() const
{
    return d->progress;
}

void MessageListModel::setFrozen(bool isFrozen)
{
    if (d->isFrozen == isFrozen)
        return;
    d->isFrozen = isFrozen;
    d->frozenEnd = d->source ? d->source->end() : 0;
    d->rows.setStep(isFrozen ? 1 : d->step);
    if (d->rows.isSampled())
        restart(); // who stops to read gets every message
    else
        refresh();
}

void MessageListModel::setSampling(quint64 step)
{
    d->step = std::max<quint64>(step, 1);
    d->rows.setStep(d->isFrozen ? 1 : d->step);
    if (d->step == 1 && d->rows.isSampled())
        restart();
}

quint64 MessageListModel::sampling() const
{
    return d->isFrozen || d->rows.isFiltered() ? 1 : d->step;
}

quint64 MessageListModel::newerCount() const
{
    return d->newerCount;
}

void MessageListModel::updateNewerCount()
{
    quint64 count = 0;
    if (d->isFrozen && d->source) {
        const auto behind = d->rows.waitingBehind(d->source->end()) - d->rows.waitingBehind(d->frozenEnd);
        count = static_cast<quint64>(std::max(behind, 0));
    }
    if (count == d->newerCount)
        return;
    d->newerCount = count;
    Q_EMIT newerCountChanged(count);
}

/// Times since the start count from here, also when that message has left.
void MessageListModel::noteStart()
{
    if (d->startNs || !d->source || d->source->count() == 0)
        return;
    if (const auto first = d->source->at(d->source->begin()); !first.isEmpty())
        d->startNs = first.view().atNs;
}

void MessageListModel::showLoaded(quint64 first, quint64 last)
{
    noteStart();
    const int from = d->rows.lowerRow(first);
    const int to = d->rows.lowerRow(last + 1) - 1;
    if (from <= to)
        Q_EMIT dataChanged(index(from, 0), index(to, ColumnCount - 1));
}

void MessageListModel::setTimeFormat(const TimeFormat &format)
{
    if (d->timeFormat == format)
        return;
    d->timeFormat = format;
    Q_EMIT headerDataChanged(Qt::Horizontal, Time, Time);
    if (d->rows.count() > 0)
        Q_EMIT dataChanged(index(0, Time), index(d->rows.count() - 1, Time));
}

void MessageListModel::setColourRules(const ColourRules &rules)
{
    d->cells.setColourRules(rules);
    if (d->rows.count() > 0)
        Q_EMIT dataChanged(index(0, 0), index(d->rows.count() - 1, ColumnCount - 1), {ToneRole});
}

void MessageListModel::setMarks(MessageMarks *marks)
{
    if (d->marks)
        d->marks->disconnect(this);
    d->marks = marks;
    if (marks)
        connect(marks, &MessageMarks::changed, this, [this](quint64 position) {
            if (const int row = rowOf(position); row >= 0)
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        });
}

const TimeFormat &MessageListModel::timeFormat() const
{
    return d->timeFormat;
}

void MessageListModel::setSubscriptionName(SubscriptionName name)
{
    d->cells.setSubscriptionName(std::move(name));
}

QString MessageListModel::timeText(int row, const MessageView &message) const
{
    std::optional<qint64> previousNs;
    if (d->timeFormat.kind == TimeFormat::Kind::SincePrevious && row > 0) {
        if (const auto above = d->source->at(d->rows.position(row - 1)); !above.isEmpty())
            previousNs = above.view().atNs;
    }
    return formattedTime(d->timeFormat, message.atNs, d->startNs, previousNs);
}

MessageHandle MessageListModel::message(int row) const
{
    if (!d->source || row < 0 || row >= d->rows.count())
        return {};
    return d->source->at(d->rows.position(row));
}

quint64 MessageListModel::position(int row) const
{
    return row >= 0 && row < d->rows.count() ? d->rows.position(row) : 0;
}

int MessageListModel::rowOf(quint64 position) const
{
    return d->rows.rowOf(position);
}

int MessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : d->rows.count();
}

int MessageListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !d->source)
        return {};
    const auto at = d->rows.position(index.row());
    if (role == PositionRole)
        return at;
    if (role == MarkRole)
        return d->marks ? d->marks->noteAt(at) : QVariant();
    if (role == Qt::TextAlignmentRole)
        return MessageCells::isNumber(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    const auto handle = d->source->at(at);
    if (handle.isEmpty()) {
        const bool hasLeft = at < d->source->begin();
        return role == Qt::DisplayRole && index.column() == Time && hasLeft ? tr("no longer kept") : QVariant();
    }
    if (role == HandleRole)
        return QVariant::fromValue(handle);
    if (role == PartnerRole)
        return partnerPosition(handle.view());
    if (role == Qt::DisplayRole && index.column() == Time)
        return timeText(index.row(), handle.view());
    return d->cells.data(handle.view(), index.column(), role);
}

QVariant MessageListModel::partnerPosition(const MessageView &message) const
{
    const auto partner = d->cells.exchangeOf(message).partner();
    const auto at = partner == 0 ? std::nullopt : d->source->positionOf(partner);
    return at ? QVariant(*at) : QVariant();
}

QVariant MessageListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((MessageCells::isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? MessageCells::title(section, d->timeFormat) : QVariant();
}

} // namespace gnat
