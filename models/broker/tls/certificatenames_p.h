// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/tls/tlspeer.h"

#include <openssl/types.h>

namespace gnat {

/// Takes over the names by which `certificate` can stand for a user.
void readCertificateNames(const X509 &certificate, TlsPeer &peer);

} // namespace gnat
