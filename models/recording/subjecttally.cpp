// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/subjecttally.h"

#include "base/text.h"
#include "base/words.h"
#include "recording/recordingreader.h"

#include <algorithm>

namespace gnat {

namespace {

constexpr quint64 lookEvery = 1024; ///< messages between two looks at the stop sign

/// Reads the file and adds up what is wanted.
class Count
{
public:
    Count(const RecordingReader &reader, const SubjectsWish &wish, quint64 messages, quint32 lastSubject)
        : m_reader(reader), m_wish(wish), m_messages(messages), m_tally(lastSubject)
    {
    }

    Result<SubjectsFound> run()
    {
        const auto read = m_wish.wanted ? readWanted() : readAll();
        if (m_isStopped)
            return makeError(ErrorKind::Cancelled, Words::tr("Cancelled."));
        if (!read)
            return read.error();
        const auto order = m_tally.byCount();
        m_found.all = order.size();
        for (std::size_t i = 0; i < std::min(order.size(), m_wish.most); ++i) {
            const auto name = m_reader.subjectName(order[i]);
            if (!name)
                return name.error();
            const auto count = m_tally.of(order[i]);
            m_found.list.append({toByteArray(name.value()), count.messages, count.bytes});
        }
        return std::move(m_found);
    }

private:
    Result<void> readAll()
    {
        const auto add = [this](const RecordedFacts &facts) {
            return goesOn() && take(facts.atNs, facts.subject, facts.payloadBytes);
        };
        return m_reader.visitFacts(add, 0, m_messages);
    }

    Result<void> readWanted()
    {
        const auto add = [this](const MessageView &message, quint64 /*row*/, quint32 subject) {
            return goesOn() && (!m_wish.wanted(message) || take(message.atNs, subject, message.payload.size()));
        };
        return m_reader.visitNumbered(add);
    }

    bool goesOn()
    {
        if (m_seen++ % lookEvery)
            return true;
        if (m_wish.progressed)
            m_wish.progressed(m_seen, m_messages);
        m_isStopped = m_wish.stop.stop_requested();
        return !m_isStopped;
    }

    bool take(qint64 atNs, quint32 subject, quint64 bytes)
    {
        m_found.firstNs = m_found.messages == 0 ? atNs : m_found.firstNs;
        m_found.lastNs = atNs;
        ++m_found.messages;
        m_found.payloadBytes += bytes;
        m_tally.add(subject, bytes);
        return true;
    }

    const RecordingReader &m_reader;
    const SubjectsWish &m_wish;
    const quint64 m_messages;
    SubjectTally m_tally;
    SubjectsFound m_found;
    quint64 m_seen = 0;
    bool m_isStopped = false;
};

} // namespace

void SubjectTally::add(quint32 subject, quint64 bytes)
{
    if (subject == 0 || subject > m_last)
        return;
    if (subject >= m_counts.size())
        m_counts.resize(subject + std::size_t{1});
    ++m_counts[subject].messages;
    m_counts[subject].bytes += bytes;
}

std::vector<quint32> SubjectTally::byCount() const
{
    std::vector<quint32> numbers;
    for (std::size_t subject = 1; subject < m_counts.size(); ++subject) {
        if (m_counts[subject].messages)
            numbers.push_back(static_cast<quint32>(subject));
    }
    std::ranges::stable_sort(numbers, std::greater(), [this](quint32 subject) { return m_counts[subject].messages; });
    return numbers;
}

Result<SubjectsFound> countSubjects(const RecordingReader &reader, const SubjectsWish &wish)
{
    const auto messages = reader.messages();
    const auto lastSubject = reader.lastSubject();
    if (!messages || !lastSubject)
        return messages ? lastSubject.error() : messages.error();
    return Count(reader, wish, messages.value(), lastSubject.value()).run();
}

} // namespace gnat
