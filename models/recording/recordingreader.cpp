// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recordingreader.h"

#include "base/text.h"
#include "core/batchbuilder.h"
#include "recording/recordingopen_p.h"
#include "recording/recordingpart_p.h"
#include "recording/recordingpath_p.h"
#include "recording/schema_p.h"
#include "recording/subjectnames_p.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace gnat {

namespace {

constexpr std::size_t maxBatchBytes = 64 * 1024 * 1024;
constexpr const char *messageColumns = "SELECT at_ns, subject, subscription, reply, headers, payload, id FROM message "
                                       "WHERE id > ? ORDER BY id";

quint64 unsignedNumber(const sqlite::Statement &row, int column)
{
    return static_cast<quint64>(std::max<qint64>(0, row.number(column)));
}

std::vector<SubscriptionId> idsWhere(const QStringList &values, const QString &wanted, const QList<SubscriptionId> &ids)
{
    std::vector<SubscriptionId> found;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (values[i] == wanted)
            found.push_back(ids[i]);
    }
    return found;
}

} // namespace

struct RecordingReader::Private
{
    Private(sqlite::Database opened, QString file, std::shared_ptr<RecordedNames> known)
        : database(std::move(opened)), path(std::move(file)), names(std::move(known))
    {
    }

    sqlite::Database database;
    QString path;
    SubjectNames names; // after the database that it reads

    Error described(const Error &error) const { return schema::damaged(path, error); }
    Result<std::string_view> subject(qint64 id);
    Result<MessageView> messageOf(const sqlite::Statement &row);
};

Result<std::string_view> RecordingReader::Private::subject(qint64 id)
{
    const auto name = names.name(database, id);
    if (!name)
        return described(name.error());
    if (name.value())
        return *name.value();
    return makeError(ErrorKind::StorageFailure,
                     QCoreApplication::translate("Recording", "The recording “%1” is damaged: a message refers to "
                                                              "a subject that is not there.")
                         .arg(path));
}

Result<MessageView> RecordingReader::Private::messageOf(const sqlite::Statement &row)
{
    const auto name = subject(row.number(1));
    if (!name)
        return name.error();
    MessageView view;
    view.atNs = row.number(0);
    view.subject = name.value();
    view.subscription = SubscriptionId(static_cast<SubscriptionId::NumberType>(row.number(2)));
    view.reply = row.bytes(3);
    view.headers = row.bytes(4);
    view.payload = row.bytes(5);
    view.sequence = unsignedNumber(row, 6);
    return view;
}

std::vector<SubscriptionId> RecordingSummary::subscriptionsTo(const QString &pattern) const
{
    return idsWhere(subscriptions, pattern, subscriptionIds);
}

std::optional<std::vector<SubscriptionId>> RecordingSummary::subscriptionsOf(const QString &connection) const
{
    if (!connections.contains(connection))
        return std::nullopt;
    return idsWhere(subscriptionConnections, connection, subscriptionIds);
}

QList<RecordedGap> RecordingSummary::shownGaps() const
{
    auto shown = gaps;
    if (endedNs == 0) {
        const auto atNs = lastNs ? lastNs : startedNs; // it may be empty
        shown << RecordedGap{atNs, atNs, QStringLiteral("not closed"), 0};
    }
    return shown;
}

RecordingReader::RecordingReader(std::unique_ptr<Private> p) : d(std::move(p)) {}
RecordingReader::RecordingReader(RecordingReader &&) noexcept = default;
RecordingReader &RecordingReader::operator=(RecordingReader &&) noexcept = default;
RecordingReader::~RecordingReader() = default;

Result<RecordingReader> RecordingReader::open(const QString &path, std::shared_ptr<RecordedNames> names)
{
    if (auto checked = schema::checkHeader(path); !checked)
        return checked.error();
    auto database = openToRead(path);
    if (!database)
        return schema::damaged(path, database.error());
    if (const auto looked = database.value().number("SELECT max(id) FROM message"); !looked)
        return schema::damaged(path, looked.error());
    if (!names || !names->isOf(path))
        names = std::make_shared<RecordedNames>();
    return RecordingReader(std::make_unique<Private>(std::move(database).value(), path, std::move(names)));
}

void RecordingReader::interrupt() const
{
    d->database.interrupt();
}

QString RecordingReader::path() const
{
    return d->path;
}

Result<qint64> RecordingReader::startedNs() const
{
    const auto started = d->database.number("SELECT started_ns FROM session");
    if (!started)
        return d->described(started.error());
    return started.value();
}

Result<quint64> RecordingReader::messages() const
{
    const auto count = d->database.number("SELECT max(id) FROM message");
    if (!count)
        return d->described(count.error());
    return static_cast<quint64>(count.value());
}

Result<qint64> RecordingReader::endedNs() const
{
    const auto ended = d->database.number("SELECT ended_ns FROM session");
    if (!ended)
        return d->described(ended.error());
    return ended.value();
}

Result<RecordingSummary> RecordingReader::summary() const
{
    RecordingSummary summary;
    summary.path = d->path;
    summary.fileBytes = static_cast<quint64>(recordingFileBytes(d->path));
    // In one transaction all is of the same moment, also while it is being recorded.
    auto done = d->database.execute("BEGIN");
    if (done)
        done = readLists(summary);
    if (done)
        done = readTotals(summary);
    (void)d->database.execute("COMMIT");
    if (!done)
        return d->described(done.error());
    return summary;
}

Result<void> RecordingReader::readTotals(RecordingSummary &summary) const
{
    const auto count = messages();
    if (!count)
        return count.error();
    summary.messages = count.value();
    const auto first = d->database.number("SELECT at_ns FROM message ORDER BY id LIMIT 1");
    const auto last = d->database.number("SELECT at_ns FROM message ORDER BY id DESC LIMIT 1");
    if (!first || !last)
        return first ? last.error() : first.error();
    summary.firstNs = first.value();
    summary.lastNs = last.value();
    quint64 messagesInDensity = 0;
    for (const auto &second : summary.density) {
        messagesInDensity += second.messages;
        summary.payloadBytes += second.bytes;
    }
    if (messagesInDensity == summary.messages)
        return {};
    const auto bytes = d->database.number("SELECT sum(length(payload)) FROM message");
    if (!bytes)
        return bytes.error();
    summary.payloadBytes = static_cast<quint64>(bytes.value());
    return {};
}

Result<void> RecordingReader::readLists(RecordingSummary &summary) const
{
    using Row = const sqlite::Statement &;
    const std::pair<const char *, sqlite::RowReader> lists[] = {
        {"SELECT started_ns, ended_ns, program, note, time_zone, filter FROM session",
         [&](Row row) {
             summary.startedNs = row.number(0);
             summary.endedNs = row.number(1);
             summary.program = row.text(2);
             summary.note = row.text(3);
             summary.timeZone = row.text(4);
             summary.filter = row.text(5);
         }},
        {"SELECT name, server FROM connection ORDER BY id",
         [&](Row row) {
             summary.connections << row.text(0);
             summary.servers << row.text(1);
         }},
        {"SELECT pattern, subscription.id, name FROM subscription LEFT JOIN connection "
         "ON connection.id = subscription.connection ORDER BY subscription.id",
         [&](Row row) {
             summary.subscriptions << row.text(0);
             summary.subscriptionIds << SubscriptionId(static_cast<SubscriptionId::NumberType>(row.number(1)));
             summary.subscriptionConnections << row.text(2);
         }},
        {"SELECT at_ns, until_ns, reason, count FROM gap ORDER BY at_ns",
         [&](Row row) {
             summary.gaps << RecordedGap{row.number(0), row.number(1), row.text(2), unsignedNumber(row, 3)};
         }},
        {"SELECT at_ns, kind, text FROM mark ORDER BY at_ns",
         [&](Row row) {
             summary.marks << RecordedMark{row.number(0), row.text(1), row.text(2)};
         }},
        {"SELECT at_s, messages, bytes FROM density ORDER BY at_s",
         [&](Row row) {
             summary.density << RecordedDensity{row.number(0), unsignedNumber(row, 1), unsignedNumber(row, 2)};
         }},
    };
    for (const auto &[sql, read] : lists) {
        if (auto done = sqlite::eachRow(d->database, sql, read); !done)
            return done;
    }
    auto part = readPart(d->database);
    if (!part)
        return part.error();
    summary.part = std::move(part).value();
    return {};
}

Result<BatchPtr> RecordingReader::read(quint64 firstRow, std::size_t count, SourceId source) const
{
    BatchBuilder builder(source);
    std::size_t messages = 0;
    std::size_t bytes = 0;
    const auto take = [&](const MessageView &message, quint64) {
        const MessageParts parts{message.subject, message.reply, message.headers, message.payload};
        bytes += parts.subject.size() + parts.reply.size() + parts.headers.size() + parts.payload.size();
        return builder.append(parts, message.atNs, message.subscription) && ++messages < count && bytes < maxBatchBytes;
    };
    if (count) {
        if (auto done = visit(take, firstRow); !done && messages == 0)
            return done.error(); // else it is met again right behind what could be read
    }
    return BatchPtr(builder.take(firstRow + 1));
}

Result<quint64> RecordingReader::rowAt(qint64 atNs) const
{
    // at_ns never decreases with the id: halve the range until it is found.
    const auto count = messages();
    if (!count)
        return count;
    auto statement = d->database.prepare("SELECT at_ns FROM message WHERE id = ?");
    if (!statement)
        return d->described(statement.error());
    auto &find = statement.value();
    quint64 low = 0;
    quint64 high = count.value();
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        find.bind(1, static_cast<qint64>(middle) + 1);
        const auto row = find.step();
        if (!row)
            return d->described(row.error());
        if (find.number(0) < atNs)
            low = middle + 1;
        else
            high = middle;
        find.reset();
    }
    return low;
}

Result<void> RecordingReader::visit(const std::function<bool(const MessageView &, quint64 row)> &visit,
                                    quint64 fromRow) const
{
    return visitNumbered([&visit](const MessageView &message, quint64 row, quint32) { return visit(message, row); },
                         fromRow);
}

Result<void>
RecordingReader::visitNumbered(const std::function<bool(const MessageView &, quint64 row, quint32 subject)> &visit,
                               quint64 fromRow) const
{
    auto statement = d->database.prepare(messageColumns);
    if (!statement)
        return d->described(statement.error());
    auto &rows = statement.value();
    rows.bind(1, static_cast<qint64>(fromRow));
    for (;;) {
        const auto more = rows.step();
        if (!more)
            return d->described(more.error());
        if (!more.value())
            return {};
        const auto message = d->messageOf(rows);
        if (!message)
            return message.error();
        if (!visit(message.value(), message.value().sequence - 1, static_cast<quint32>(rows.number(1))))
            return {};
    }
}

Result<void> RecordingReader::visitFacts(const std::function<bool(const RecordedFacts &)> &visit, quint64 fromRow,
                                         quint64 toRow) const
{
    // SQLite answers length() from the row's header: what a payload has beyond its first page is not read.
    auto statement = d->database.prepare("SELECT id, at_ns, subject, length(payload) FROM message "
                                         "WHERE id > ? AND id <= ? ORDER BY id");
    if (!statement)
        return d->described(statement.error());
    auto &rows = statement.value();
    rows.bind(1, static_cast<qint64>(fromRow));
    rows.bind(2, static_cast<qint64>(toRow));
    for (;;) {
        const auto more = rows.step();
        if (!more)
            return d->described(more.error());
        if (!more.value())
            return {};
        const RecordedFacts facts{unsignedNumber(rows, 0) - 1, rows.number(1), static_cast<quint32>(rows.number(2)),
                                  static_cast<quint32>(rows.number(3))};
        if (!visit(facts))
            return {};
    }
}

Result<quint32> RecordingReader::lastSubject() const
{
    constexpr qint64 leastRow = 8; // bytes of a file that any row takes
    const auto last = d->database.number("SELECT max(id) FROM subject");
    if (!last)
        return d->described(last.error());
    const auto most = std::min<qint64>(recordingFileBytes(d->path) / leastRow, std::numeric_limits<quint32>::max());
    return static_cast<quint32>(std::clamp<qint64>(last.value(), 0, most));
}

Result<std::string_view> RecordingReader::subjectName(quint32 number) const
{
    return d->subject(number);
}

std::shared_ptr<const RecordedNames> RecordingReader::names() const
{
    return d->names.known();
}

} // namespace gnat
