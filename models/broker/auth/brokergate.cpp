// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/auth/brokergate.h"

#include "broker/brokeroptions.h"

#include <algorithm>

namespace gnat {

Result<void> BrokerGate::open(BrokerContext &context)
{
    if (context.options.tls.isOn()) {
        auto tls = TlsContext::server(context.options.tls);
        if (!tls)
            return tls.error();
        m_tls = std::move(tls.value());
    }
    auto logins = LoginTable::compile(context.options);
    if (!logins)
        return logins.error();
    m_logins = std::move(logins.value());
    context.logins = m_logins.get();
    context.passwords = &m_passwords;
    return {};
}

std::chrono::milliseconds BrokerGate::shortestTime(const BrokerOptions &options) const
{
    return m_tls ? std::min(options.authTimeout, m_tls->timeout()) : options.authTimeout;
}

} // namespace gnat
