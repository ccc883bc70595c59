// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/monitoring/brokersnapshot.h"
#include "broker/monitoring/jsontext.h"

namespace gnat {

struct BrokerOptions;

// One function an answer, each writes one JSON object with the fields of nats-server 2.9.10 in its order. Parts of the
// snapshot that an answer is about must be there. Source: nats-server, server/monitor.go.

void writeVarz(JsonText &json, const BrokerSnapshot &snapshot, const BrokerOptions &options);
void writeConnz(JsonText &json, const BrokerSnapshot &snapshot);
void writeSubsz(JsonText &json, const BrokerSnapshot &snapshot);
/// What /subsz shows when it lists nothing.
void writeSubscriptionFigures(JsonText &json, const BrokerSnapshot &snapshot);
void writeRoutez(JsonText &json, const BrokerSnapshot &snapshot, bool isDetailed);
void writeHealthz(JsonText &json);
/// Accounts are two, "$G" of everybody and "$SYS" of the server; `account` empty: the list of them.
void writeAccountz(JsonText &json, const BrokerSnapshot &snapshot, const std::string &account);
/// The details of one of them.
void writeAccountInfo(JsonText &json, const BrokerSnapshot &snapshot, const std::string &account);
/// With `isUnused`, accounts without clients, too.
void writeAccountStatz(JsonText &json, const BrokerSnapshot &snapshot, bool isUnused);
/// The one account's.
void writeAccountStatz(JsonText &json, const BrokerSnapshot &snapshot, const std::string &account);
/// "statsz" of $SYS.REQ.SERVER.PING.
void writeStatsz(JsonText &json, const BrokerSnapshot &snapshot);

// What this broker has not answers as a nats-server without it.
void writeJsz(JsonText &json, const BrokerSnapshot &snapshot);
void writeGatewayz(JsonText &json, const BrokerSnapshot &snapshot);
void writeLeafz(JsonText &json, const BrokerSnapshot &snapshot);

} // namespace gnat
