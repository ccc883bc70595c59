// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/auth/sessionrights.h"
#include "broker/brokerpeer.h"
#include "broker/clientoptions.h"
#include "broker/faults/faultdesk.h"
#include "broker/subscriptionindex.h"

#include <memory>
#include <string>

namespace gnat {

struct BrokerLogin;
struct Credentials;

/// A client's conversation: what its commands mean. Node's thread.
class BrokerSession final : public BrokerPeer, public FaultTarget
{
public:
    BrokerSession(const BrokerContext &context, PeerHost &host, std::uint64_t id, std::string clientIp);
    ~BrokerSession() override;

    /// Says INFO.
    void begin(TimePoint now) override;
    /// The time to log in begins now.
    void secured(std::shared_ptr<const TlsPeer> other, TimePoint now) override;
    void tick(TimePoint now) override;
    void infoChanged() override;
    void leave() override;
    void passwordChecked(bool isRight) override;

    Taken deliver(const BrokerSubscription &subscription, std::string_view prefix,
                  const RoutedMessage &message) override;
    void subscriptionEnded(BrokerSubscription &subscription) override;

    /// What the client told in CONNECT.
    const ClientOptions &client() const { return m_client; }
    std::size_t subscriptionCount() const override { return m_subscriptions.size(); }
    void eachSubscription(const std::function<void(const BrokerSubscription &)> &visit) const override;
    FaultTarget *faultTarget() override { return this; }
    FaultParty faultParty() const override;
    const BrokerReceiver *publishNow(const RoutedMessage &message) override;
    Taken sendNow(std::string_view prefix, std::string_view tail) override;
    void endNow(FaultVerdict::Fate fate) override;
    const BrokerReceiver *awaited() const override { return waitsFor(); }
    bool isBehind() const override { return isFarBehind(); }
    void waitForPause(const BrokerReceiver &pause) override;

    /// As whom it has logged in: user or public NKey; empty: by token, without a login, or not yet.
    const std::string &userName() const { return m_userName; }

private:
    void handle(WireCommand &command) override;
    void handleConnect(const WireCommand &command);
    void logIn();
    void enterUnasked();
    void enter(const BrokerLogin &login);
    void refuse();
    void welcome();
    bool isPublishRefused(const WireCommand &command);
    bool isSubscribeRefused(const WireCommand &command);
    void reportViolation(const std::string &words);
    Credentials credentials() const;
    void handlePublish(WireCommand &command);
    void accept(WireCommand &command);
    void handleSubscribe(const WireCommand &command);
    void handleUnsubscribe(const WireCommand &command);
    void handlePing();
    void answerNoResponders(std::string_view reply);
    void confirm();
    void trace(const WireCommand &command);
    // --- with faults, in faults/sessionfaults.cpp ---
    void enterFaults();
    void publishWithFaults(WireCommand &command);
    Taken deliverWithFaults(std::string_view prefix, std::string_view tail, const RoutedMessage &message);
    bool isDeniedByFault(const WireCommand &command);

    ClientOptions m_client;
    TextMap<std::unique_ptr<BrokerSubscription>> m_subscriptions; ///< by sid
    std::unique_ptr<SessionRights> m_rights;                      ///< nullptr: everything is allowed
    std::string m_nonce;                                          ///< in INFO, to be signed
    std::string m_userName;
    const BrokerLogin *m_claimed = nullptr; ///< whose password is being checked
    std::string m_scratch;
    TimePoint m_begun;
    bool m_isLoggedIn;
    bool m_hasAsked = false;     ///< has said CONNECT, whatever becomes of it
    bool m_hasPinged = false;    ///< since then it can take another INFO
    bool m_isInfoOwed = false;   ///< INFO changed before
    bool m_hasConnected = false; ///< has said CONNECT and was let in
};

} // namespace gnat
