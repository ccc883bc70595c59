// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rework/recordingmerge.h"

#include "base/text.h"
#include "base/words.h"
#include "recording/recordingbuilder.h"
#include "recording/recordingorigin.h"
#include "recording/recordingreader.h"
#include "rework/reworkbasics_p.h"
#include "rework/targetcheck.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <queue>
#include <utility>
#include <vector>

namespace gnat {

namespace {

constexpr std::size_t messagesPerRead = 1024;

/// Numbers of the new file for those of an old one.
template <typename Id>
class Renumbering
{
public:
    explicit Renumbering(quint32 *last) : m_last(last) {}

    Id operator()(Id old)
    {
        if (old.isNone())
            return old;
        auto &number = m_new[old.number()];
        if (!number)
            number = ++*m_last;
        return Id(number);
    }

private:
    QHash<quint32, quint32> m_new;
    quint32 *m_last; ///< of all files
};

/// One of the files, read from its beginning to its end.
class Strand
{
public:
    Strand(RecordingReader reader, quint32 *lastSubscription)
        : m_reader(std::move(reader)), m_subscriptions(lastSubscription)
    {
    }

    /// False at the end.
    Result<bool> next()
    {
        if (!m_batch || ++m_index >= m_batch->size()) {
            auto read = m_reader.read(m_row, messagesPerRead, SourceId(1));
            if (!read)
                return read.error();
            m_batch = std::move(read).value();
            m_row += m_batch->size();
            m_index = 0;
        }
        return !m_batch->isEmpty();
    }

    MessageView message()
    {
        auto view = m_batch->at(m_index);
        view.subscription = m_subscriptions(view.subscription);
        return view;
    }
    qint64 atNs() const { return m_batch->records()[m_index].atNs; }
    RecordingReader &reader() { return m_reader; }
    Renumbering<SubscriptionId> &subscriptions() { return m_subscriptions; }

private:
    RecordingReader m_reader;
    Renumbering<SubscriptionId> m_subscriptions;
    BatchPtr m_batch;
    std::size_t m_index = 0;
    quint64 m_row = 0;
};

class Merge
{
public:
    Merge(const MergeRequest &request, const JobControl &control) : m_request(request), m_control(control) {}

    Result<MergeFigures> run()
    {
        for (const auto &path : m_request.sources) {
            if (auto opened = open(path); !opened)
                return opened.error();
        }
        m_options.path = m_request.path;
        m_options.overwrite = m_request.overwrite;
        m_options.startedNs = m_startedNs;
        m_options.note = noteWith(Words::tr("Merged from %1.").arg(m_names.join(QStringLiteral(", "))), m_notes);
        auto created = RecordingBuilder::create(m_options);
        if (!created)
            return created.error();
        EventRange closed;
        closed.keepsOpenEnd = false; // a mark names the file instead
        for (const auto &summary : std::as_const(m_summaries)) {
            if (auto done = copyEvents(summary, created.value(), closed); !done)
                return done.error();
            if (auto done = markOpenEnd(summary, created.value()); !done)
                return done.error();
        }
        if (auto done = copyMessages(created.value()); !done)
            return done.error();
        if (auto done = created.value().finish(m_endedNs); !done)
            return done.error();
        return MergeFigures{created.value().messages(), static_cast<quint64>(m_options.connections.size()),
                            static_cast<quint64>(m_options.subscriptions.size())};
    }

private:
    Result<void> open(const QString &path)
    {
        auto reader = RecordingReader::open(path);
        if (!reader)
            return reader.error();
        auto summary = reader.value().summary();
        const auto origin = readRecordingOrigin(path);
        if (!summary || !origin)
            return summary ? origin.error() : summary.error();
        auto &strand = m_strands.emplace_back(std::move(reader).value(), &m_lastSubscription);
        take(origin.value(), strand.subscriptions());
        m_startedNs = m_startedNs ? std::min(m_startedNs, summary.value().startedNs) : summary.value().startedNs;
        m_endedNs = std::max({m_endedNs, summary.value().endedNs, summary.value().lastNs});
        m_messages += summary.value().messages;
        m_names << QFileInfo(path).fileName();
        if (!origin.value().note.isEmpty())
            m_notes += (m_notes.isEmpty() ? QString() : QStringLiteral("\n")) + origin.value().note;
        m_summaries << std::move(summary).value();
        return {};
    }

    /// What such a file might have held behind that is not in the new one, while the others go on.
    static Result<void> markOpenEnd(const RecordingSummary &summary, RecordingBuilder &builder)
    {
        if (summary.endedNs != 0)
            return {};
        const auto text = Words::tr("%1 breaks off here: it was cut off, or is still recorded");
        return builder.addMark({summary.lastNs, QStringLiteral("break"), text.arg(QFileInfo(summary.path).fileName())});
    }

    void take(const RecordingOrigin &origin, Renumbering<SubscriptionId> &subscriptions)
    {
        Renumbering<SourceId> connections(&m_lastConnection);
        for (auto connection : origin.connections) {
            connection.source = connections(connection.source);
            m_options.connections << connection;
        }
        for (auto subscription : origin.subscriptions) {
            subscription.id = subscriptions(subscription.id);
            subscription.source = connections(subscription.source);
            m_options.subscriptions << subscription;
        }
    }

    Result<void> copyMessages(RecordingBuilder &builder)
    {
        using Next = std::pair<qint64, std::size_t>; // by time, then by file
        std::priority_queue<Next, std::vector<Next>, std::greater<>> waiting;
        const auto advance = [&](std::size_t index) -> Result<void> {
            const auto more = m_strands[index].next();
            if (!more)
                return more.error();
            if (more.value())
                waiting.emplace(m_strands[index].atNs(), index);
            return {};
        };
        for (std::size_t i = 0; i < m_strands.size(); ++i) {
            if (auto begun = advance(i); !begun)
                return begun;
        }
        Pace pace(m_control, m_messages);
        while (!waiting.empty()) {
            if (!pace.step())
                return reworkCancelled();
            const auto index = waiting.top().second;
            waiting.pop();
            if (auto done = builder.append(m_strands[index].message()); !done)
                return done;
            if (auto done = advance(index); !done)
                return done;
        }
        return {};
    }

    const MergeRequest &m_request;
    const JobControl &m_control;
    std::vector<Strand> m_strands;
    RecordingOptions m_options;
    QList<RecordingSummary> m_summaries;
    QStringList m_names;
    QString m_notes;
    quint32 m_lastConnection = 0;
    quint32 m_lastSubscription = 0;
    qint64 m_startedNs = 0;
    qint64 m_endedNs = 0;
    quint64 m_messages = 0;
};

} // namespace

Result<MergeFigures> mergeRecordings(const MergeRequest &request, const JobControl &control)
{
    if (request.sources.size() < 2)
        return makeError(ErrorKind::InvalidInput, Words::tr("At least two recordings are expected."));
    if (auto checked = checkTarget(request.path, request.sources); !checked)
        return checked.error();
    return Merge(request, control).run();
}

} // namespace gnat
