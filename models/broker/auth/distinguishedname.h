// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/tls/tlspeer.h"

#include <optional>
#include <string>
#include <string_view>

namespace gnat {

/// A certificate's subject as people write it, "CN=client,OU=tests,O=example" (RFC 4514): the most special part first.
class DistinguishedName
{
public:
    /// nullopt if the text is none, or uses the "#" form for values.
    static std::optional<DistinguishedName> parse(std::string_view text);
    /// nullopt if it holds an attribute that nats-server has no name for.
    static std::optional<DistinguishedName> of(const CertificateSubject &subject);

    /// The same parts in the same order; case of attributes does not count.
    bool equals(const DistinguishedName &other) const;
    /// The same parts in any order.
    bool hasSameParts(const DistinguishedName &other) const;

private:
    CertificateSubject m_parts; ///< in written order
};

/// The texts by which nats-server looks for a user when no such name was equal: common attributes in a fixed order,
/// first with the domain components behind them (empty if there are none), then without.
std::string subjectWithDomain(const CertificateSubject &subject);
std::string subjectText(const CertificateSubject &subject);

} // namespace gnat
