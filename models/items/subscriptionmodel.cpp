// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/subscriptionmodel.h"

#include "base/text.h"
#include "core/clock.h"
#include "core/subjectpattern.h"
#include "items/itemtext_p.h"
#include "items/roles.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <vector>

namespace gnat {

namespace {

struct Row
{
    Connection *connection = nullptr;
    SubscriptionInfo info;
    double rate = 0;
    quint64 countedMessages = 0; ///< when the rate was measured last
    qint64 countedAtNs = 0;
};

QString rateWords(const Row &row)
{
    if (!row.info.isOn)
        return SubscriptionModel::tr("off");
    return row.info.error.isEmpty() ? rateCell(row.rate) : SubscriptionModel::tr("refused");
}

bool isSameSubscription(const Row &left, const Row &right)
{
    return left.connection == right.connection && left.info.id == right.info.id;
}

} // namespace

struct SubscriptionModel::Private
{
    explicit Private(ConnectionSet &set) : connections(set) {}

    std::vector<Row> current() const
    {
        std::vector<Row> now;
        for (const auto &connection : connections.all()) {
            if (connection.get() == leaving)
                continue;
            for (const auto &info : connection->subscriptions())
                now.push_back({connection.get(), info, 0, info.messages, monotonicNanoseconds()});
        }
        return now;
    }

    QString hint(const Row &row) const;
    QString overlaps(const Row &row) const;

    ConnectionSet &connections;
    const Connection *leaving = nullptr;
    std::vector<Row> rows;
    QTimer rateTimer;
};

SubscriptionModel::SubscriptionModel(ConnectionSet &connections, QObject *parent)
    : QAbstractTableModel(parent), d(std::make_unique<Private>(connections))
{
    connect(&connections, &ConnectionSet::added, this, &SubscriptionModel::watch);
    connect(&connections, &ConnectionSet::aboutToRemove, this, [this](Connection *connection) {
        connection->disconnect(this);
        d->leaving = connection;
        takeChanges();
    });
    connect(&connections, &ConnectionSet::removed, this, [this] { d->leaving = nullptr; });
    connect(&d->rateTimer, &QTimer::timeout, this, &SubscriptionModel::measureRates);
    d->rateTimer.start(std::chrono::seconds(1));
    for (const auto &connection : connections.all())
        watch(connection.get());
}

SubscriptionModel::~SubscriptionModel() = default;

void SubscriptionModel::watch(Connection *connection)
{
    connect(connection, &Connection::subscriptionsChanged, this, &SubscriptionModel::takeChanges);
    takeChanges();
}

/// Brings the rows to what the connections say: removes, inserts, then reports changed figures as one range.
void SubscriptionModel::takeChanges()
{
    const auto now = d->current();
    const auto isIn = [](const std::vector<Row> &rows, const Row &wanted) {
        return std::any_of(rows.begin(), rows.end(), [&](const Row &row) { return isSameSubscription(row, wanted); });
    };
    for (int i = rowCount() - 1; i >= 0; --i) {
        if (isIn(now, d->rows[static_cast<std::size_t>(i)]))
            continue;
        beginRemoveRows({}, i, i);
        d->rows.erase(d->rows.begin() + i);
        endRemoveRows();
    }
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (i < d->rows.size() && isSameSubscription(d->rows[i], now[i])) {
            d->rows[i].info = now[i].info;
            continue;
        }
        beginInsertRows({}, static_cast<int>(i), static_cast<int>(i));
        d->rows.insert(d->rows.begin() + static_cast<std::ptrdiff_t>(i), now[i]);
        endInsertRows();
    }
    if (!d->rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void SubscriptionModel::measureRates()
{
    if (d->rows.empty())
        return;
    const auto now = monotonicNanoseconds();
    const auto fresh = d->current();
    for (std::size_t i = 0; i < d->rows.size() && i < fresh.size(); ++i) {
        auto &row = d->rows[i];
        if (!isSameSubscription(row, fresh[i]))
            continue;
        row.info = fresh[i].info;
        const auto seconds = static_cast<double>(now - row.countedAtNs) / 1e9;
        const auto count =
            row.info.messages < row.countedMessages ? row.info.messages : row.info.messages - row.countedMessages;
        row.rate = seconds > 0 ? static_cast<double>(count) / seconds : 0;
        row.countedMessages = row.info.messages;
        row.countedAtNs = now;
    }
    Q_EMIT dataChanged(index(0, Rate), index(rowCount() - 1, Rate));
}

Connection *SubscriptionModel::connection(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? d->rows[static_cast<std::size_t>(index.row())].connection
                                                             : nullptr;
}

SubscriptionId SubscriptionModel::subscription(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? d->rows[static_cast<std::size_t>(index.row())].info.id
                                                             : SubscriptionId();
}

bool SubscriptionModel::isRefused(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) &&
           !d->rows[static_cast<std::size_t>(index.row())].info.error.isEmpty();
}

int SubscriptionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->rows.size());
}

int SubscriptionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SubscriptionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = d->rows[static_cast<std::size_t>(index.row())];
    const auto rate = rateWords(row);
    const auto pattern = toText(viewOf(row.info.pattern));
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return index.column() == Pattern ? pattern : rate;
    case Qt::CheckStateRole:
        return index.column() == Pattern ? QVariant(row.info.isOn ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::ToolTipRole:
        return d->hint(row);
    case Qt::AccessibleTextRole:
        return tr("%1 on %2, %3").arg(pattern, row.connection->profile().name, rate);
    case Qt::TextAlignmentRole:
        return index.column() == Rate ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case SourceRole:
        return row.connection->id().number();
    case SubjectRole:
        return row.info.pattern;
    case CountRole:
        return row.info.messages;
    case BytesRole:
        return row.info.bytes;
    case RateRole:
        return row.info.isOn ? row.rate : 0.0;
    case DroppedRole:
        return row.info.dropped;
    case RefusalRole:
        return row.info.error;
    default:
        return {};
    }
}

/// What a person should know about a subscription: what came and what did not, its queue group, which others get the
/// same messages.
QString SubscriptionModel::Private::hint(const Row &row) const
{
    if (!row.info.error.isEmpty())
        return SubscriptionModel::tr("Nothing comes through this subscription; the server says:\n%1")
            .arg(row.info.error);
    auto hint = SubscriptionModel::tr("%1 messages").arg(countCell(row.info.messages));
    if (row.info.dropped > 0)
        hint += u'\n' + SubscriptionModel::tr("%1 more dropped here: they came faster than they were taken")
                            .arg(countCell(row.info.dropped));
    if (!row.info.queueGroup.isEmpty())
        hint += u'\n' + SubscriptionModel::tr("queue group %1").arg(toText(viewOf(row.info.queueGroup)));
    return hint + overlaps(row);
}

/// A line for each other one that gets the same messages.
QString SubscriptionModel::Private::overlaps(const Row &row) const
{
    QString lines;
    for (const auto &other : rows) {
        const bool isCandidate = other.connection == row.connection && other.info.id != row.info.id &&
                                 other.info.isOn && other.info.error.isEmpty();
        if (isCandidate && subjectsOverlap(viewOf(row.info.pattern), viewOf(other.info.pattern)))
            lines += u'\n' + SubscriptionModel::tr("also matched by %1").arg(toText(viewOf(other.info.pattern)));
    }
    return lines;
}

bool SubscriptionModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Pattern)
        return false;
    const auto row = d->rows[static_cast<std::size_t>(index.row())]; // a copy: the calls below change the rows
    if (role == Qt::CheckStateRole) {
        row.connection->setSubscriptionOn(row.info.id, value.toInt() == Qt::Checked);
        return true;
    }
    const auto pattern = value.toString().trimmed().toUtf8();
    if (role != Qt::EditRole || pattern == row.info.pattern)
        return false;
    const auto added = row.connection->subscribe(pattern, row.info.queueGroup);
    if (!added) {
        Q_EMIT editRefused(errorText(added.error()));
        return false;
    }
    row.connection->unsubscribe(row.info.id);
    return true;
}

Qt::ItemFlags SubscriptionModel::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Pattern ? flags | Qt::ItemIsUserCheckable | Qt::ItemIsEditable : flags;
}

} // namespace gnat
