// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "missedmessages.h"

#include "core/continuousclock.h"
#include "flow/dropledger.h"

#include <cmath>

namespace gnat {

namespace {
constexpr std::int64_t spanNs = 30'000'000'000;        // that the rate is the mean of
constexpr std::int64_t shortestSpanNs = 1'000'000'000; // less tells no rate
constexpr int lookEachMs = 500;
} // namespace

std::optional<double> MissedMessages::Source::rate() const
{
    if (signs.empty() || signs.back().atNs - signs.front().atNs < shortestSpanNs)
        return {};
    const auto seconds = static_cast<double>(signs.back().atNs - signs.front().atNs) / 1e9;
    return static_cast<double>(signs.back().messages - signs.front().messages) / seconds;
}

MissedMessages::MissedMessages(const SignsOfLife &signs, DropLedger &ledger, QObject *parent)
    : QObject(parent), m_signs(signs), m_ledger(ledger)
{
    connect(&m_look, &QTimer::timeout, this, &MissedMessages::look);
    m_look.start(lookEachMs);
}

void MissedMessages::watch(Connection &connection)
{
    const auto source = connection.id();
    connect(&connection, &Connection::stateChanged, this,
            [this, source](ConnectionState state) { follow(source, state); });
}

void MissedMessages::follow(SourceId source, ConnectionState state)
{
    const auto known = m_sources.find(source);
    switch (state) {
    case ConnectionState::Reconnecting:
    case ConnectionState::Failed: // after it was up: given up, until somebody connects again
        noteSign(source);
        if (known != m_sources.end())
            known->second.isLost = true;
        return;
    case ConnectionState::Connected:
        if (known != m_sources.end() && known->second.isLost)
            countLoss(known->second);
        m_sources[source] = {};
        noteSign(source);
        return;
    case ConnectionState::Closed: // the user ended it: nothing is owed
        m_sources.erase(source);
        return;
    case ConnectionState::Connecting:
        return;
    }
}

void MissedMessages::countLoss(const Source &lost)
{
    const auto seconds = static_cast<double>(continuousNanoseconds() - lost.signs.back().atNs) / 1e9;
    if (const auto rate = lost.rate())
        m_ledger.addMissed(static_cast<std::uint64_t>(std::llround(*rate * seconds)));
    else
        m_ledger.addUnknownLoss();
}

void MissedMessages::noteSign(SourceId source)
{
    const auto known = m_sources.find(source);
    if (known == m_sources.end() || known->second.isLost)
        return;
    auto &signs = known->second.signs;
    const auto sign = m_signs.last(source);
    if (!signs.empty() && signs.back().atNs == sign.atNs)
        return;
    signs.push_back(sign);
    while (signs.size() > 2 && signs[1].atNs <= sign.atNs - spanNs)
        signs.pop_front();
}

void MissedMessages::look()
{
    for (const auto &[source, known] : m_sources)
        noteSign(source);
}

} // namespace gnat
