// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/tls/tlscontext.h"

#include <memory>
#include <openssl/ssl.h>
#include <string>

namespace gnat {

struct TlsContext::Native
{
    struct Release
    {
        void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
    };
    std::unique_ptr<SSL_CTX, Release> context;
};

/// What OpenSSL last complained of on this thread, in its words; empty if it did not. Takes it off the thread's list.
std::string takeTlsProblem();

} // namespace gnat
