// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/words.h"
#include "codecs/payloadcodec.h"
#include "filter/filter.h"
#include "filter/filterfor.h"
#include "recording/recordingreader.h"
#include "recording/searchindex.h"
#include "terminal/command.h"
#include "terminal/counted.h"
#include "terminal/jobrunner.h"
#include "terminal/messageprinter.h"

#include <QDateTime>
#include <QLocale>

#include <stop_token>

namespace gnat::terminal {

namespace {

constexpr quint64 stepsOfProgress = 1000;
constexpr qint64 defaultLimit = 100;
constexpr quint64 lookEvery = 1024;
constexpr int mostShown = 200; ///< characters of a payload

Result<Filter> filterFrom(const Invocation &invocation)
{
    QString text;
    for (const auto &argument : invocation.words.mid(1)) {
        const auto words = argument.split(u' ', Qt::SkipEmptyParts);
        for (const auto &word : words)
            text = filterBoth(text, filterForWord(word));
    }
    if (invocation.flags.isSet(QStringLiteral("subject")))
        text = filterBoth(text, filterForPattern(invocation.flags.value(QStringLiteral("subject"))));
    FilterError error;
    if (auto filter = Filter::compile(text, &error))
        return *std::move(filter);
    return makeError(ErrorKind::InvalidInput, error.message);
}

/// Prints what is found, at most so many; 0: all.
class Search
{
public:
    Search(const RecordingReader &reader, Filter filter, quint64 limit, bool isJson, const JobControl &control)
        : m_reader(reader), m_filter(std::move(filter)), m_limit(limit), m_isJson(isJson), m_control(control)
    {
    }

    Result<void> run()
    {
        const auto messages = m_reader.messages();
        if (!messages)
            return messages.error();
        m_messages = messages.value();
        const auto words = m_filter.requiredWords();
        const auto index = SearchIndex::isOfUse(words) ? SearchIndex::find(m_reader) : std::nullopt;
        const auto done = index ? readIndexed(*index, words) : m_reader.visit([this](const auto &message, quint64 row) {
            return goesOn(row) && look(message, row);
        });
        m_wantsIndex = !index && m_messages > 0 && SearchIndex::isOfUse(words);
        return m_control.stop.stop_requested() ? Result<void>(makeError(ErrorKind::Cancelled, Words::tr("Cancelled.")))
                                               : done;
    }

    void tell() const
    {
        say(Words::tr("%1 message(s) found.", nullptr, pluralOf(m_found)).arg(QLocale().toString(m_found)));
        if (m_isOver && m_limit > 0 && m_found == m_limit)
            say(Words::tr("There may be more; --limit 0 shows all."));
        if (m_wantsIndex)
            say(Words::tr(
                "Messages were looked at one by one. --index makes an index once, that finds words at once."));
    }

private:
    Result<void> readIndexed(const SearchIndex &index, const PayloadWords &words)
    {
        const std::stop_callback leave(m_control.stop, [&index] { index.interrupt(); });
        Result<void> read;
        const auto visited = index.visit(words, SearchIndex::Order::OldestFirst, m_messages, [&](quint64 row) {
            const auto one = [&](const MessageView &message, quint64 at) {
                look(message, at);
                return false;
            };
            read = m_reader.visit(one, row);
            return read.isOk() && !m_isOver && !m_control.stop.stop_requested();
        });
        return read ? visited : read;
    }

    bool goesOn(quint64 row) const
    {
        if (row % lookEvery)
            return true;
        if (m_control.progress)
            m_control.progress(row, m_messages);
        return !m_control.stop.stop_requested();
    }

    /// What stands on one line for a message: its payload as the message list shows it.
    QByteArray lineOf(const MessageView &message, quint64 row) const
    {
        const auto time = QDateTime::fromMSecsSinceEpoch(message.atNs / 1'000'000).toString(Qt::ISODateWithMs);
        return QStringLiteral("%1  %2  %3  %4\n")
            .arg(QString::number(row + 1), time, gnat::toText(message.subject),
                 m_codecs.guess(message.payload).preview(message.payload, mostShown))
            .toUtf8();
    }

    bool look(const MessageView &message, quint64 row)
    {
        if (m_isOver || !m_filter.accepts(message))
            return !m_isOver;
        ++m_found;
        QByteArray out;
        if (m_isJson)
            appendMessage(out, message, row + 1, PrintForm::Json);
        else
            out = lineOf(message, row);
        m_isOver = !print(out) || m_found == m_limit;
        return !m_isOver;
    }

    const RecordingReader &m_reader;
    const Filter m_filter;
    const quint64 m_limit;
    const bool m_isJson;
    const JobControl &m_control;
    const CodecRegistry m_codecs;
    quint64 m_messages = 0;
    bool m_wantsIndex = false;
    bool m_isOver = false;
    quint64 m_found = 0;
};

int makeIndex(const QString &path)
{
    const auto done = runJob([&](const JobControl &control) -> Result<QString> {
        const auto progressed = [&](double share) {
            control.progress(static_cast<quint64>(share * stepsOfProgress), stepsOfProgress);
        };
        const auto facts = buildSearchIndex(path, progressed, control.stop);
        if (!facts)
            return facts.error();
        return Words::tr("Indexed %1 in %2: %3. Payloads that are no text: %4; a search looks at each.")
            .arg(messagesText(facts.value().messages), searchIndexPath(path), byteCountText(facts.value().bytes),
                 QString::number(facts.value().unindexed));
    });
    if (!done)
        return failJob(done.error());
    say(done.value());
    return Success;
}

int run(const Invocation &invocation)
{
    const auto &flags = invocation.flags;
    const bool isIndexing = flags.isSet(QStringLiteral("index"));
    if (invocation.words.isEmpty())
        return refuseUsage(Words::tr("A recording and the words to search for are expected."));
    const auto limit = numberFlag(flags, QStringLiteral("limit"), defaultLimit);
    if (!limit)
        return refuseUsage(Words::tr("--limit takes a number."));
    const auto filter = filterFrom(invocation);
    if (!filter)
        return refuseUsage(errorText(filter.error()));
    const bool hasWords = !filter.value().requiredWords().empty();
    if (!hasWords && !isIndexing)
        return refuseUsage(Words::tr("A recording and the words to search for are expected."));
    if (isIndexing) {
        const int made = makeIndex(invocation.words.first());
        if (made != Success || !hasWords)
            return made;
    }
    const auto reader = RecordingReader::open(invocation.words.first());
    if (!reader)
        return fail(errorText(reader.error()));
    const auto done = runJob(
        [&](const JobControl &control) -> Result<QString> {
            const std::stop_callback leave(control.stop, [&reader] { reader.value().interrupt(); });
            Search search(reader.value(), filter.value(), static_cast<quint64>(*limit),
                          flags.isSet(QStringLiteral("json")), control);
            const auto searched = search.run();
            if (searched || searched.error().kind == ErrorKind::Cancelled)
                search.tell();
            return searched ? Result<QString>(QString()) : Result<QString>(searched.error());
        },
        JobOutput::Meanwhile);
    return done ? Success : failJob(done.error());
}

} // namespace

Command searchCommand()
{
    return {QStringLiteral("search"),
            {},
            QStringLiteral("FILE WORD…"),
            Words::tr("Find messages of a recording by words of their payloads."),
            {{QStringLiteral("subject"), Words::tr("Only on subjects that match."), QStringLiteral("PATTERN")},
             {QStringLiteral("limit"), Words::tr("At most so many, the oldest first; 0: all (default 100)."),
              QStringLiteral("N")},
             {QStringLiteral("index"), Words::tr("Make the index of words first, beside the recording.")},
             jsonOption()},
            run};
}

} // namespace gnat::terminal
