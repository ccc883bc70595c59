// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/recordingprofile.h"

#include "base/text.h"
#include "codecs/payloadcodec.h"
#include "core/exchangeverdict.h"
#include "recording/recordingreader.h"
#include "rework/reworkbasics_p.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace gnat {

namespace {

constexpr std::size_t maxOpenRequests = 100'000;
constexpr std::string_view inboxes = "_INBOX.";

/// "items[3].price" is "items[].price": elements are alike.
QString pathOf(const QString &parent, const PayloadField &field)
{
    if (field.key.startsWith(u'['))
        return parent + QStringLiteral("[]");
    return parent.isEmpty() ? field.key : parent + u'.' + field.key;
}

class Profiler
{
public:
    Profiler(RecordingProfile &profile, const RecordingProfile *before, const CodecRegistry &codecs)
        : m_profile(profile), m_before(before), m_codecs(codecs)
    {
    }

    /// For every message: replies on inboxes pass no filter that names their requests.
    void takeAnswer(const MessageView &message)
    {
        if (m_open.empty())
            return;
        const auto open = m_open.find(std::string(message.subject));
        if (open == m_open.end())
            return;
        if (saysNoResponders(message))
            ++open->second.subject->noResponders;
        else
            open->second.subject->latencies.add(message.atNs - open->second.atNs);
        m_open.erase(open); // the first reply counts
    }

    void take(const MessageView &message)
    {
        auto &subject = subjectOf(message.subject);
        const auto size = message.payload.size();
        ++subject.messages;
        subject.bytes += size;
        m_profile.firstNs = m_profile.messages ? m_profile.firstNs : message.atNs;
        m_profile.lastNs = message.atNs;
        ++m_profile.messages;
        m_profile.bytes += size;
        takePayload(subject, message.payload);
        takeRequest(subject, message);
    }

private:
    struct Open
    {
        SubjectProfile *subject;
        qint64 atNs;
    };

    SubjectProfile &subjectOf(std::string_view name)
    {
        auto key = name.starts_with(inboxes) ? std::string(inboxes) + '>' : std::string(name);
        const auto known = m_profile.subjects.find(key);
        if (known != m_profile.subjects.end())
            return known->second;
        if (!m_profile.hasRoomFor(key, m_before))
            key.clear();
        return m_profile.subjects[key];
    }

    void takePayload(SubjectProfile &subject, std::string_view payload)
    {
        const auto &codec = m_codecs.guess(payload);
        const auto format = codec.name();
        ++subject.formats[format];
        if (format == u"text" || format == u"bin" || format == u"empty")
            return;
        if (const auto root = codec.decode(payload))
            walk(subject, root.value(), {});
    }

    void walk(SubjectProfile &subject, const PayloadField &field, const QString &path)
    {
        if (field.children.empty() || !path.isEmpty())
            count(subject, field, path);
        for (const auto &child : field.children)
            walk(subject, child, pathOf(path, child));
    }

    static void count(SubjectProfile &subject, const PayloadField &field, const QString &path)
    {
        auto entry = subject.fields.find(path);
        if (entry == subject.fields.end()) {
            if (subject.fields.size() >= RecordingProfile::maxFields) {
                ++subject.fieldsLeftOut;
                return;
            }
            entry = subject.fields.insert(path, {});
        }
        auto &profile = entry.value();
        profile.types.insert(field.isNumber() ? QStringLiteral("number") : field.typeName);
        if (!field.isNumber())
            return;
        profile.least = profile.numbers ? std::min(profile.least, field.number) : field.number;
        profile.most = profile.numbers ? std::max(profile.most, field.number) : field.number;
        ++profile.numbers;
    }

    void takeRequest(SubjectProfile &subject, const MessageView &message)
    {
        if (!asksForReply(message))
            return;
        std::string reply(message.reply);
        m_order.push_back(reply);
        m_open.insert_or_assign(std::move(reply), Open{&subject, message.atNs});
        for (; m_order.size() > maxOpenRequests; m_order.pop_front())
            m_open.erase(m_order.front());
    }

    RecordingProfile &m_profile;
    const RecordingProfile *m_before;
    const CodecRegistry &m_codecs;
    std::unordered_map<std::string, Open> m_open; ///< requests by their reply subject
    std::deque<std::string> m_order;
};

} // namespace

/// If `before` had no room for all, nothing tells whether it has what is not in it.
bool RecordingProfile::hasRoomFor(const std::string &subject, const RecordingProfile *before) const
{
    if (before && before->subjects.contains(subject))
        return true;
    return subjects.size() < maxSubjects && !(before && before->isFull());
}

Result<RecordingProfile> profileRecording(const QString &path, const MessagePredicate &wanted,
                                          const CodecRegistry &codecs, const JobControl &control,
                                          const RecordingProfile *before, quint64 done, quint64 total)
{
    const auto reader = RecordingReader::open(path);
    if (!reader)
        return reader.error();
    const auto messages = reader.value().messages();
    if (!messages)
        return messages.error();
    RecordingProfile profile;
    profile.path = path;
    Profiler profiler(profile, before, codecs);
    const JobControl part{control.stop, [&](quint64 read, quint64 own) {
                              if (control.progress)
                                  control.progress(done + read, total ? total : own);
                          }};
    Pace pace(part, messages.value());
    bool isStopped = false;
    const auto read = reader.value().visit([&](const MessageView &message, quint64) {
        isStopped = !pace.step();
        if (isStopped)
            return false;
        profiler.takeAnswer(message);
        if (!wanted || wanted(message))
            profiler.take(message);
        return true;
    });
    if (!read)
        return read.error();
    if (isStopped)
        return readingCancelled();
    return profile;
}

} // namespace gnat
