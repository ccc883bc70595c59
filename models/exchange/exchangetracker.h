// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/subjectpattern.h"
#include "exchange/requeststatistics.h"
#include "flow/exchangetable.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gnat {

/// Pairs requests with replies, connection by connection, by the reply subject. A request is open for 10 s, or as long
/// as whoever sent it from here waits; all replies within that time are its. It then timed out only if its answer would
/// have been seen: the reply subject was subscribed all the time and nothing was missed, or the request was ours. Else
/// nothing is claimed. Bounded: the oldest open requests leave first and are counted.
///
/// Two clocks: `nowNs` is monotonic and measures the 10 s; latencies are differences of the messages' own wall-clock
/// times, and unknown where that clock was set meanwhile. Without threads: the analysis thread owns one, tests another.
class ExchangeTracker
{
public:
    struct Limits
    {
        std::int64_t windowNs = 10'000'000'000;
        std::size_t open = 100'000;
        std::size_t early = 4'096; ///< replies that were seen before their request
    };

    ExchangeTracker() : ExchangeTracker(Limits()) {}
    explicit ExchangeTracker(Limits limits) : m_limits(limits) {}

    /// What the connection certainly receives: its confirmed subscriptions that share with no queue group.
    void setSubscriptions(SourceId source, std::vector<SubjectPattern> patterns);
    /// Replies to requests that were sent from here come to subjects that begin with this.
    void setInbox(SourceId source, std::string prefix);
    /// The connection is closed: nothing more of it can be seen, and nobody waits any more.
    void close(SourceId source);

    /// The next message. Messages of one connection in the order of the wire; `nowNs` never goes back.
    void take(const MessageView &message, std::int64_t nowNs);
    /// The end of a request that was sent from here; also before the request itself was seen. `latencyNs`: -1 unknown.
    void endOwn(SourceId source, std::string_view reply, ExchangeOutcome outcome, std::int64_t latencyNs);
    /// All that came before `nowNs` has been taken: ends what is older than the window.
    void advance(std::int64_t nowNs);
    /// Messages of one connection, or of all (none), were missed: what is open may have been answered unseen.
    void noteMissed(SourceId source, std::int64_t nowNs);
    /// The wall clock was set: the latency of what is open is not known any more.
    void noteClockStep(std::int64_t nowNs) { m_clockStepNs = nowNs; }

    /// What changed since the last call, in order.
    std::vector<ExchangeChange> takeChanges() { return std::exchange(m_changes, {}); }
    const RequestStatistics &statistics() const { return m_statistics; }
    std::size_t openCount() const { return m_open.size(); }
    /// Windows whose end is waited for: those of open requests and, until there are too many, of others whose reply
    /// subject was used again. At most twice the limit of open ones.
    std::size_t windowCount() const { return m_turns.size(); }
    /// Requests that had to leave before their time was over.
    std::uint64_t leftEarly() const { return m_leftEarly; }

private:
    struct KeyView
    {
        SourceId source;
        std::string_view reply;
        bool operator==(const KeyView &) const = default;
    };
    struct Key
    {
        SourceId source;
        std::string reply;
        explicit Key(const KeyView &view) : source(view.source), reply(view.reply) {}
        KeyView view() const { return {source, reply}; }
    };
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(const KeyView &key) const;
        std::size_t operator()(const Key &key) const { return (*this)(key.view()); }
    };
    struct Equal
    {
        using is_transparent = void;
        bool operator()(const Key &a, const Key &b) const { return a.view() == b.view(); }
        bool operator()(const Key &a, const KeyView &b) const { return a.view() == b; }
        bool operator()(const KeyView &a, const Key &b) const { return a == b.view(); }
    };
    template <typename Value>
    using Map = std::unordered_map<Key, Value, Hash, Equal>;

    struct Exchange
    {
        std::uint64_t sequence = 0;
        std::int64_t atNs = 0;     ///< wall clock of the request
        std::int64_t openedNs = 0; ///< monotonic
        std::uint64_t lastReply = 0;
        ExchangeVerdict verdict;
        std::optional<RequestStatistics::Row> row; ///< none: it was played from a recording
        bool isOwn = false;
        bool isCovered = false; ///< its answer would be seen
        bool isShared = false;  ///< the reply subject was used again: whose answer it is cannot be told
    };
    struct Reply
    {
        std::uint64_t sequence = 0;
        std::int64_t atNs = 0;
        std::int64_t seenNs = 0; ///< monotonic
        bool isNoResponders = false;
    };
    struct End
    {
        ExchangeOutcome outcome = ExchangeOutcome::None;
        std::int64_t latencyNs = -1;
    };
    struct Source
    {
        std::vector<SubjectPattern> patterns;
        std::string inbox;
        std::int64_t missedNs = 0;
    };
    struct Turn ///< whose window ends next
    {
        Key key;
        std::uint64_t sequence;
        std::int64_t openedNs;
    };

    ExchangeVerdict takeReply(const MessageView &message, std::int64_t nowNs);
    void open(const MessageView &message, const ExchangeVerdict &verdict, std::int64_t nowNs);
    ExchangeVerdict answer(Exchange &exchange, const Reply &reply);
    void learnInbox(const MessageView &request);
    bool isInbox(std::string_view subject) const;
    void takeEarly(const KeyView &key, Exchange &exchange);
    void end(Exchange &exchange, ExchangeOutcome outcome, std::int64_t latencyNs);
    void endWindow(const Turn &turn);
    bool isOver(const Turn &turn) const;
    void makeRoom();
    bool covers(const Source &source, std::string_view subject) const;
    bool isLatencyKnown(const Exchange &exchange) const;
    void tell(const Exchange &exchange);
    void tellReply(std::uint64_t sequence, std::string_view subject, const ExchangeVerdict &verdict);

    Limits m_limits;
    std::unordered_map<SourceId, Source> m_sources;
    Map<Exchange> m_open;
    std::deque<Turn> m_turns; ///< in the order in which the windows end
    Map<Reply> m_early;
    std::deque<Key> m_earlyOrder;
    std::vector<std::string> m_inboxes; ///< first tokens of reply subjects, with the dot
    Map<End> m_ownEnds;                 ///< of requests that were not seen yet
    std::deque<Key> m_ownEndOrder;
    std::vector<ExchangeChange> m_changes;
    RequestStatistics m_statistics;
    std::int64_t m_missedNs = 0;
    std::int64_t m_clockStepNs = 0;
    std::uint64_t m_leftEarly = 0;
};

} // namespace gnat
