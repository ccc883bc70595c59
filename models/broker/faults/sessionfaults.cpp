// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerlog.h"
#include "broker/brokerrouter.h"
#include "broker/brokersession.h"
#include "broker/faults/faultdesk.h"
#include "protocol/wirewriter.h"

#include <string>

namespace gnat {

FaultParty BrokerSession::faultParty() const
{
    return {id(), m_client.name, m_userName.empty() ? m_client.user : m_userName, m_hasConnected};
}

BrokerReceiver::Taken BrokerSession::sendNow(std::string_view prefix, std::string_view tail)
{
    return isEnding() ? Taken::No : sendMessage(prefix, tail);
}

void BrokerSession::waitForPause(const BrokerReceiver &pause)
{
    waitFor(&pause);
}

void BrokerSession::endNow(FaultVerdict::Fate fate)
{
    if (fate == FaultVerdict::Fate::SlowConsumer) {
        context().router.counters().slowConsumers.add(1);
        end("Slow Consumer", "Slow Consumer (Pending Bytes)");
    } else if (fate == FaultVerdict::Fate::Deny) {
        end("Authorization Violation");
    } else {
        end({}, fate == FaultVerdict::Fate::Refuse ? "Fault: refused" : "Fault: cut");
    }
    context().log.inform("cid:" + std::to_string(id()) + " - Closed by a fault: " + endReason());
}

/// A client has said CONNECT and was let in.
void BrokerSession::enterFaults()
{
    auto &faults = *context().faults;
    waitFor(faults.greet(*this, faults.judge(FaultPoint::Connect, *this, {}, 0)));
}

void BrokerSession::publishWithFaults(WireCommand &command)
{
    auto &faults = *context().faults;
    const auto verdict =
        faults.judge(FaultPoint::Publish, *this, command.subject, command.headers.size() + command.payload.size());
    if (verdict.fate == FaultVerdict::Fate::Deny) {
        send(errorLine(publishViolation(command.subject)));
        return;
    }
    accept(command);
    waitFor(faults.publish(*this, command, verdict));
}

BrokerReceiver::Taken BrokerSession::deliverWithFaults(std::string_view prefix, std::string_view tail,
                                                       const RoutedMessage &message)
{
    auto &faults = *context().faults;
    const auto verdict =
        faults.judge(FaultPoint::Deliver, *this, message.subject, message.headers.size() + message.payload.size());
    return faults.deliver(*this, prefix, tail, verdict);
}

bool BrokerSession::isDeniedByFault(const WireCommand &command)
{
    const auto verdict = context().faults->judge(FaultPoint::Subscribe, *this, command.subject, 0);
    if (verdict.fate != FaultVerdict::Fate::Deny)
        return false;
    send(errorLine(subscribeViolation(command.subject, command.queue)));
    return true;
}

} // namespace gnat
