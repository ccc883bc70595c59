// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/tls/tlscontext_p.h"

#include <array>
#include <cstdio>
#include <openssl/err.h>
#include <utility>

namespace gnat {

namespace {

using Context = std::unique_ptr<SSL_CTX, TlsContext::Native::Release>;

Error fileError(const std::string &what, const std::string &path)
{
    if (auto *file = std::fopen(path.c_str(), "r")) {
        std::fclose(file);
        return {ErrorKind::InvalidInput, "The " + what + " " + path + " can't be used: " + takeTlsProblem() + "."};
    }
    ERR_clear_error();
    return {ErrorKind::NotFound, "The " + what + " " + path + " can't be read."};
}

Result<void> loadCertificate(SSL_CTX *context, const TlsOptions &options)
{
    if (options.certFile.empty() && options.keyFile.empty())
        return {};
    if (options.certFile.empty() || options.keyFile.empty())
        return Error{ErrorKind::InvalidInput, "TLS needs both a certificate file and a key file; one is missing."};
    if (SSL_CTX_use_certificate_chain_file(context, options.certFile.c_str()) != 1)
        return fileError("TLS certificate file", options.certFile);
    if (SSL_CTX_use_PrivateKey_file(context, options.keyFile.c_str(), SSL_FILETYPE_PEM) != 1) {
        if (ERR_GET_REASON(ERR_peek_last_error()) != X509_R_KEY_VALUES_MISMATCH)
            return fileError("TLS key file", options.keyFile);
        ERR_clear_error();
        return Error{ErrorKind::InvalidInput, "The TLS key file " + options.keyFile +
                                                  " does not belong to the certificate " + options.certFile + "."};
    }
    return {};
}

Result<void> loadAuthorities(SSL_CTX *context, const TlsOptions &options, bool isServer)
{
    if (options.caFile.empty()) {
        SSL_CTX_set_default_verify_paths(context);
        return {};
    }
    if (SSL_CTX_load_verify_file(context, options.caFile.c_str()) != 1)
        return fileError("file of trusted certificates", options.caFile);
    if (isServer) // tells clients that have several certificates which one is wanted
        SSL_CTX_set_client_CA_list(context, SSL_load_client_CA_file(options.caFile.c_str()));
    return {};
}

void setBehaviour(SSL_CTX *context, const TlsOptions &options)
{
    const bool isNew = options.minVersion == TlsOptions::MinVersion::Tls13;
    SSL_CTX_set_min_proto_version(context, isNew ? TLS1_3_VERSION : TLS1_2_VERSION);
    // NATS frames its messages: an end without TLS's own goodbye loses nothing that could be missed.
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_IGNORE_UNEXPECTED_EOF);
    // Connections live long, and each has to show its certificate: sessions are not resumed.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 0);
    // One system call for many small records; buffers are given back while a connection is silent.
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_default_read_buffer_len(context, std::size_t{64} * 1024);
    SSL_CTX_set_mode(context,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
}

Result<Context> makeContext(const TlsOptions &options, bool isServer, bool verifies)
{
    ERR_clear_error();
    Context context(SSL_CTX_new(isServer ? TLS_server_method() : TLS_client_method()));
    if (!context)
        return Error{ErrorKind::Internal, "TLS is not available: " + takeTlsProblem() + "."};
    setBehaviour(context.get(), options);
    if (auto loaded = loadCertificate(context.get(), options); !loaded)
        return loaded.error();
    if (!verifies)
        return context;
    if (auto loaded = loadAuthorities(context.get(), options, isServer); !loaded)
        return loaded.error();
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    // As in Go, whatever is in the file is trusted, be it a root or not.
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context.get()), X509_V_FLAG_PARTIAL_CHAIN);
    return context;
}

} // namespace

std::string takeTlsProblem()
{
    const auto code = ERR_peek_last_error();
    ERR_clear_error();
    if (code == 0)
        return {};
    if (const auto *reason = ERR_reason_error_string(code))
        return reason;
    std::array<char, 256> text{};
    ERR_error_string_n(code, text.data(), text.size());
    return text.data();
}

TlsContext::TlsContext(std::unique_ptr<Native> native, const TlsOptions &options, bool isServer)
    : m_native(std::move(native)), m_timeout(options.timeout), m_isServer(isServer)
{
}

TlsContext::~TlsContext() = default;

Result<std::shared_ptr<const TlsContext>> TlsContext::server(const TlsOptions &options)
{
    if (options.certFile.empty())
        return Error{ErrorKind::InvalidInput, "TLS needs a certificate file and a key file."};
    auto context = makeContext(options, true, options.verify || options.mapsUsers);
    if (!context)
        return context.error();
    auto native = std::make_unique<Native>(Native{std::move(context.value())});
    return std::shared_ptr<const TlsContext>(new TlsContext(std::move(native), options, true));
}

Result<std::shared_ptr<const TlsContext>> TlsContext::client(const TlsOptions &options)
{
    auto context = makeContext(options, false, true);
    if (!context)
        return context.error();
    auto native = std::make_unique<Native>(Native{std::move(context.value())});
    return std::shared_ptr<const TlsContext>(new TlsContext(std::move(native), options, false));
}

} // namespace gnat
