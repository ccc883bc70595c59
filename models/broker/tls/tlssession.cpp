// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/tls/tlssession_p.h"

#include "broker/tls/certificatenames_p.h"
#include "broker/tls/tlscontext_p.h"

#include <algorithm>
#include <climits>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <utility>

namespace gnat {

namespace {

TlsTransport &transportOf(BIO *bio)
{
    return *static_cast<TlsTransport *>(BIO_get_data(bio));
}

/// OpenSSL's way of asking for bytes. Not by file descriptor: its own socket code may raise SIGPIPE.
int receive(BIO *bio, char *room, std::size_t size, std::size_t *count)
{
    BIO_clear_retry_flags(bio);
    const auto outcome = transportOf(bio).receive({room, size});
    *count = outcome.count;
    if (outcome.state == TlsTransport::State::WouldBlock)
        BIO_set_retry_read(bio);
    else if (outcome.state == TlsTransport::State::Ended)
        BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    return outcome.state == TlsTransport::State::Moved ? 1 : 0;
}

int send(BIO *bio, const char *bytes, std::size_t size, std::size_t *count)
{
    BIO_clear_retry_flags(bio);
    const auto outcome = transportOf(bio).send({bytes, size});
    *count = outcome.count;
    if (outcome.state == TlsTransport::State::WouldBlock)
        BIO_set_retry_write(bio);
    return outcome.state == TlsTransport::State::Moved ? 1 : 0;
}

long control(BIO *bio, int command, long /*number*/, void * /*pointer*/)
{
    if (command == BIO_CTRL_EOF)
        return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}

const BIO_METHOD *transportMethod()
{
    static const auto method = [] {
        std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> made(
            BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "gnat transport"), &BIO_meth_free);
        BIO_meth_set_read_ex(made.get(), receive);
        BIO_meth_set_write_ex(made.get(), send);
        BIO_meth_set_ctrl(made.get(), control);
        return made;
    }();
    return method.get();
}

/// The name that the other side's certificate must carry: a host's, or an address.
void expectName(SSL *ssl, const std::string &name)
{
    auto *rules = SSL_get0_param(ssl);
    if (X509_VERIFY_PARAM_set1_ip_asc(rules, name.c_str()) == 1)
        return;
    ERR_clear_error();
    X509_VERIFY_PARAM_set1_host(rules, name.c_str(), name.size());
    auto copy = name; // SSL_set_tlsext_host_name() without its C cast
    SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, copy.data());
}

std::string verifyProblem(SSL *ssl, const std::string &words)
{
    const auto verdict = SSL_get_verify_result(ssl);
    if (verdict == X509_V_OK)
        return words.empty() ? "the connection was closed" : words;
    return words + ": " + X509_verify_cert_error_string(verdict);
}

} // namespace

struct TlsSession::Native
{
    struct Release
    {
        void operator()(SSL *ssl) const { SSL_free(ssl); }
    };
    std::unique_ptr<SSL, Release> ssl;
};

TlsSession::TlsSession(std::shared_ptr<const TlsContext> context, TlsTransport &transport,
                       const std::string &serverName)
    : m_context(std::move(context)), m_native(std::make_unique<Native>())
{
    m_native->ssl.reset(SSL_new(m_context->native().context.get()));
    auto *ssl = m_native->ssl.get();
    auto *bio = BIO_new(transportMethod());
    if (!ssl || !bio) {
        BIO_free(bio);
        m_native->ssl.reset(); // out of memory: shakeHands() fails
        return;
    }
    BIO_set_data(bio, &transport);
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl, bio, bio);
    if (m_context->isServer()) {
        SSL_set_accept_state(ssl);
        return;
    }
    SSL_set_connect_state(ssl);
    expectName(ssl, serverName);
}

TlsSession::~TlsSession() = default;

TlsSession::State TlsSession::stateAfter(int result) const
{
    switch (SSL_get_error(m_native->ssl.get(), result)) {
    case SSL_ERROR_NONE:
        return State::Moved;
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return State::WouldBlock;
    case SSL_ERROR_ZERO_RETURN:
        return State::Ended;
    default:
        return State::Broken;
    }
}

TlsSession::State TlsSession::shakeHands()
{
    auto *ssl = m_native->ssl.get();
    ERR_clear_error();
    const auto state = ssl ? stateAfter(SSL_do_handshake(ssl)) : State::Broken;
    m_isDrained = state == State::WouldBlock; // afterwards the first messages may have come along
    m_wantsToWrite = m_isDrained && SSL_want_write(ssl);
    if (state == State::Broken || state == State::Ended)
        m_problem = ssl ? verifyProblem(ssl, takeTlsProblem()) : "out of memory";
    return state;
}

TlsSession::Outcome TlsSession::read(std::span<char> room)
{
    auto *ssl = m_native->ssl.get();
    Outcome outcome{State::Moved, 0};
    m_isDrained = false;
    while (outcome.count < room.size() && outcome.state == State::Moved) {
        std::size_t count = 0;
        ERR_clear_error();
        const int result = SSL_read_ex(ssl, room.data() + outcome.count, room.size() - outcome.count, &count);
        outcome.count += count;
        outcome.state = stateAfter(result);
    }
    m_isDrained = outcome.state == State::WouldBlock;
    m_wantsToWrite = m_isDrained && SSL_want_write(ssl);
    if (outcome.count > 0) // an end comes with the next call
        outcome.state = State::Moved;
    return outcome;
}

TlsSession::Outcome TlsSession::write(std::string_view bytes)
{
    Outcome outcome;
    ERR_clear_error();
    outcome.state = stateAfter(SSL_write_ex(m_native->ssl.get(), bytes.data(), bytes.size(), &outcome.count));
    return outcome;
}

void TlsSession::shutdown()
{
    if (!m_native->ssl || SSL_in_init(m_native->ssl.get()) != 0)
        return;
    ERR_clear_error();
    SSL_shutdown(m_native->ssl.get());
    ERR_clear_error();
}

TlsPeer TlsSession::peer() const
{
    const auto *ssl = m_native->ssl.get();
    TlsPeer peer;
    peer.version = SSL_version(ssl) == TLS1_3_VERSION ? "1.3" : "1.2";
    if (const auto *cipher = SSL_get_current_cipher(ssl)) {
        const auto *name = SSL_CIPHER_standard_name(cipher);
        peer.cipher = name ? name : SSL_CIPHER_get_name(cipher);
    }
    if (const auto *certificate = SSL_get0_peer_certificate(ssl)) {
        peer.hasCertificate = true;
        readCertificateNames(*certificate, peer);
    }
    return peer;
}

} // namespace gnat
