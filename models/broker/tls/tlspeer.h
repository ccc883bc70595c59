// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace gnat {

/// A certificate's subject, one entry a relative name, each with one or more pairs of attribute and value; in the
/// certificate's order, which is the reverse of how people write it. Attributes by their short name ("CN"), others by
/// number ("1.2.3").
using CertificateSubject = std::vector<std::vector<std::pair<std::string, std::string>>>;

/// Who is at the other end of a TLS connection, and how it is secured. A value; kept by the peer of a connection.
struct TlsPeer
{
    std::string version;               ///< "1.3"
    std::string cipher;                ///< "TLS_AES_128_GCM_SHA256"
    bool hasCertificate = false;       ///< it has shown a certificate, and that was verified
    std::vector<std::string> emails;   ///< the certificate's subject alternative names, by kind
    std::vector<std::string> dnsNames; ///<
    std::vector<std::string> uris;     ///<
    CertificateSubject subject;
};

} // namespace gnat
