// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "signsoflife.h"

#include "core/clock.h"
#include "core/continuousclock.h"
#include "flow/replayedsource.h"

#include <algorithm>

namespace gnat {

namespace {
constexpr std::int64_t mostAgeNs = 1'000'000'000; // beyond that somebody set the wall clock between
} // namespace

SignsOfLife::SignsOfLife(Fanout &fanout, QObject *parent)
    : QObject(parent), m_fanout(fanout), m_queue(std::make_shared<BatchQueue>(BatchQueue::Limits()))
{
    // On the thread that publishes: the queue is empty again before the next batch comes.
    m_queue->setWake([queue = m_queue.get(), signs = m_signs] {
        for (const auto &batch : queue->take())
            signs->noteBatch(*batch);
    });
    m_fanout.attach(m_queue, [](SourceId from) { return from != replayedSource; });
}

SignsOfLife::~SignsOfLife()
{
    m_fanout.detach(m_queue.get());
}

void SignsOfLife::Signs::note(SourceId source, qint64 atNs, quint64 messages)
{
    const std::lock_guard lock(mutex);
    auto &sign = sources[source];
    sign.atNs = std::max(sign.atNs, atNs);
    sign.messages += messages;
}

void SignsOfLife::Signs::noteBatch(const MessageBatch &batch)
{
    const auto age = std::clamp<qint64>(wallNanoseconds() - batch.records().back().atNs, 0, mostAgeNs);
    note(batch.source(), continuousNanoseconds() - age, batch.size());
}

void SignsOfLife::watch(Connection &connection)
{
    const auto noteNow = [signs = m_signs, source = connection.id()] {
        signs->note(source, continuousNanoseconds(), 0);
    };
    connect(&connection, &Connection::roundTripMeasured, this, noteNow);
    connect(&connection, &Connection::stateChanged, this, [noteNow](ConnectionState state) {
        if (state == ConnectionState::Connected)
            noteNow();
    });
    if (connection.state() == ConnectionState::Connected)
        noteNow();
}

SignsOfLife::Sign SignsOfLife::last(SourceId source) const
{
    const std::lock_guard lock(m_signs->mutex);
    const auto known = m_signs->sources.find(source);
    return known == m_signs->sources.end() ? Sign() : known->second;
}

} // namespace gnat
