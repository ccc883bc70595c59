// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <string>
#include <vector>

namespace gnat {

/// What generateCertificates() puts into the certificates.
struct CertificateOptions
{
    std::vector<std::string> hosts{"localhost", "127.0.0.1", "::1"}; ///< names and addresses of the server
    std::string clientEmail = "client@localhost";                    ///< a user's name for "verify_and_map"
    std::string clientName = "client"; ///< the client's common name: "CN=client,O=Gnatcatcher test"
    int days = 365;                    ///< how long they are valid
};

/// Where generateCertificates() put them; all PEM.
struct CertificateFiles
{
    std::string authority; ///< whom servers and clients have to trust
    std::string serverCertificate;
    std::string serverKey;
    std::string clientCertificate;
    std::string clientKey;
};

/// Makes a set for tests and demos: an authority, a server certificate for `hosts` (it serves routes, too, which are
/// servers and clients), and a client certificate. Keys are EC P-256, readable by their owner only; the authority's own
/// key is kept nowhere, so nobody can sign more with it. The folder is made if need be.
/// Exists: one of the files is there already, nothing was written; InvalidInput: a host, the email or the days;
/// StorageFailure: the folder or a file can't be written.
Result<CertificateFiles> generateCertificates(const std::string &folder, const CertificateOptions &options = {});

} // namespace gnat
