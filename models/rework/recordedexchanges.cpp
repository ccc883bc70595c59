// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/recordedexchanges.h"

#include "base/text.h"
#include "core/exchangeverdict.h"
#include "recording/recordingreader.h"
#include "rework/reworkbasics_p.h"

#include <string>
#include <unordered_map>

namespace gnat {

namespace {

constexpr std::size_t maxBytes = 256 * 1024 * 1024;

bool isSystem(std::string_view subject)
{
    return subject.starts_with("$JS.") || subject.starts_with("$SYS.");
}

class ExchangeCollector
{
public:
    explicit ExchangeCollector(const ExchangeQuery &query) : m_query(query) {}

    void take(const MessageView &message, quint64 row)
    {
        takeAnswer(message);
        if (!asksForReply(message) || message.subject.starts_with("_INBOX.") ||
            (m_query.wanted && !m_query.wanted(message)))
            return;
        if (isSystem(message.subject) && !m_query.includesSystem) {
            ++m_found.leftOutSystem;
            return;
        }
        m_bytes += message.payload.size() + message.headers.size();
        if (static_cast<quint64>(m_found.exchanges.size()) >= m_query.maxRequests || m_bytes > maxBytes) {
            ++m_found.leftOutBeyond;
            return;
        }
        m_open.insert_or_assign(std::string(message.reply), Open{m_found.exchanges.size(), message.atNs});
        m_found.exchanges.append({row, toByteArray(message.subject), toByteArray(message.headers),
                                  toByteArray(message.payload), std::nullopt});
    }

    RecordedExchanges found() { return std::move(m_found); }

private:
    struct Open
    {
        qsizetype index;
        qint64 atNs;
    };

    void takeAnswer(const MessageView &message)
    {
        if (m_open.empty())
            return;
        const auto open = m_open.find(std::string(message.subject));
        if (open == m_open.end())
            return;
        m_bytes += message.payload.size();
        m_found.exchanges[open->second.index].answer =
            RecordedAnswer{toByteArray(message.payload), saysNoResponders(message), message.atNs - open->second.atNs};
        m_open.erase(open); // further answers are not compared
    }

    const ExchangeQuery &m_query;
    RecordedExchanges m_found;
    std::unordered_map<std::string, Open> m_open; ///< by reply subject
    std::size_t m_bytes = 0;
};

} // namespace

Result<RecordedExchanges> readExchanges(const QString &path, const ExchangeQuery &query, const JobControl &control)
{
    const auto reader = RecordingReader::open(path);
    if (!reader)
        return reader.error();
    const auto messages = reader.value().messages();
    if (!messages)
        return messages.error();
    ExchangeCollector collector(query);
    Pace pace(control, messages.value());
    bool isStopped = false;
    const auto read = reader.value().visit([&](const MessageView &message, quint64 row) {
        isStopped = !pace.step();
        if (!isStopped)
            collector.take(message, row);
        return !isStopped;
    });
    if (!read)
        return read.error();
    if (isStopped)
        return readingCancelled();
    return collector.found();
}

} // namespace gnat
