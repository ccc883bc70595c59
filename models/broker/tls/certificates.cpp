// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/tls/certificates.h"

#include "broker/tls/tlscontext_p.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <openssl/asn1.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string_view>
#include <utility>

namespace gnat {

namespace {

struct Release
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(X509_EXTENSION *extension) const { X509_EXTENSION_free(extension); }
    void operator()(ASN1_OCTET_STRING *address) const { ASN1_OCTET_STRING_free(address); }
    void operator()(BIO *bio) const { BIO_free(bio); }
    void operator()(std::FILE *file) const { std::fclose(file); }
};
template <typename T>
using Owned = std::unique_ptr<T, Release>;

struct Identity
{
    Owned<EVP_PKEY> key;
    Owned<X509> certificate;
};

struct Wish
{
    std::string name; ///< common name
    std::string usage;
    std::string alternativeNames; ///< OpenSSL's configuration form; empty: none
    bool isAuthority = false;
};

Error opensslError(std::string_view what)
{
    return {ErrorKind::Internal, "The " + std::string(what) + " can't be made: " + takeTlsProblem() + "."};
}

bool addExtension(X509 *certificate, X509 *issuer, int id, const std::string &value)
{
    X509V3_CTX context{};
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Owned<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool addName(X509_NAME *name, const char *field, const std::string &text)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.data()); // NOLINT: OpenSSL's byte type
    return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, bytes, static_cast<int>(text.size()), -1, 0) == 1;
}

bool setSerial(X509 *certificate)
{
    std::uint64_t number = 0;
    auto *bytes = reinterpret_cast<unsigned char *>(&number); // NOLINT: OpenSSL's byte type
    return RAND_bytes(bytes, sizeof number) == 1 &&
           ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), number >> 1) == 1;
}

bool setValidity(X509 *certificate, int days)
{
    constexpr long aDay = 24L * 60 * 60; // begins a day early: clocks differ
    return X509_gmtime_adj(X509_getm_notBefore(certificate), -aDay) &&
           X509_time_adj_ex(X509_getm_notAfter(certificate), days, 0, nullptr);
}

bool fill(X509 *certificate, EVP_PKEY *key, const Wish &wish, X509 *issuer, int days)
{
    auto *subject = X509_get_subject_name(certificate);
    bool isGood = X509_set_version(certificate, X509_VERSION_3) == 1 && setSerial(certificate) &&
                  setValidity(certificate, days) && X509_set_pubkey(certificate, key) == 1 &&
                  addName(subject, "O", "Gnatcatcher test") && addName(subject, "CN", wish.name) &&
                  X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1;
    isGood = isGood &&
             addExtension(certificate, issuer, NID_basic_constraints,
                          wish.isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE") &&
             addExtension(certificate, issuer, NID_key_usage, wish.usage) &&
             addExtension(certificate, issuer, NID_subject_key_identifier, "hash") &&
             addExtension(certificate, issuer, NID_authority_key_identifier, "keyid");
    if (isGood && !wish.isAuthority)
        isGood = addExtension(certificate, issuer, NID_ext_key_usage, "serverAuth,clientAuth");
    if (isGood && !wish.alternativeNames.empty())
        isGood = addExtension(certificate, issuer, NID_subject_alt_name, wish.alternativeNames);
    return isGood;
}

/// `issuer`: nullptr signs itself.
Result<Identity> make(const Wish &wish, const Identity *issuer, int days)
{
    Identity made{Owned<EVP_PKEY>(EVP_EC_gen("P-256")), Owned<X509>(X509_new())};
    if (!made.key || !made.certificate)
        return opensslError("key of " + wish.name);
    const auto &signer = issuer ? *issuer : made;
    if (!fill(made.certificate.get(), made.key.get(), wish, signer.certificate.get(), days) ||
        X509_sign(made.certificate.get(), signer.key.get(), EVP_sha256()) == 0)
        return opensslError("certificate of " + wish.name);
    return made;
}

Result<std::string> namesOfHosts(const std::vector<std::string> &hosts)
{
    std::string names;
    for (const auto &host : hosts) {
        const Owned<ASN1_OCTET_STRING> address(a2i_IPADDRESS(host.c_str()));
        takeTlsProblem(); // most hosts are no addresses
        if (host.empty() || host.find_first_of(", \t\r\n;") != std::string::npos)
            return Error{ErrorKind::InvalidInput, "\"" + host + "\" is neither a host name nor an address."};
        names.append(names.empty() ? "" : ",").append(address ? "IP:" : "DNS:").append(host);
    }
    return names;
}

std::string pemOf(const Identity &identity, bool isKey)
{
    const Owned<BIO> memory(BIO_new(isKey ? BIO_s_secmem() : BIO_s_mem()));
    if (isKey)
        PEM_write_bio_PrivateKey(memory.get(), identity.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    else
        PEM_write_bio_X509(memory.get(), identity.certificate.get());
    char *bytes = nullptr;
    const long size = BIO_ctrl(memory.get(), BIO_CTRL_INFO, 0, static_cast<void *>(&bytes));
    return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

Error writeError(const std::string &path)
{
    const int cause = errno;
    if (cause == EEXIST)
        return {ErrorKind::Exists, path + " is there already. Choose another folder, or move it away."};
    return {ErrorKind::StorageFailure, path + " can't be written: " + std::strerror(cause) + "."};
}

Result<void> writeNew(const std::string &path, const std::string &content, bool isSecret)
{
    const Owned<std::FILE> file(std::fopen(path.c_str(), "wxe"));
    if (!file)
        return writeError(path);
    std::error_code error;
    using std::filesystem::perms;
    if (isSecret) // before anything is in it
        std::filesystem::permissions(path, perms::owner_read | perms::owner_write, error);
    if (error || std::fwrite(content.data(), 1, content.size(), file.get()) != content.size() ||
        std::fflush(file.get()) != 0)
        return writeError(path);
    return {};
}

Result<void> checkFolder(const std::string &folder, const CertificateFiles &files)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return Error{ErrorKind::StorageFailure, "The folder " + folder + " can't be made: " + error.message() + "."};
    for (const auto *path :
         {&files.authority, &files.serverCertificate, &files.serverKey, &files.clientCertificate, &files.clientKey}) {
        if (std::filesystem::exists(*path, error)) {
            errno = EEXIST;
            return writeError(*path);
        }
    }
    return {};
}

struct CertificateSet
{
    Identity authority;
    Identity server;
    Identity client;
};

Result<CertificateSet> makeSet(const CertificateOptions &options, const std::string &hosts)
{
    const std::string ofPeers = "critical,digitalSignature";
    auto authority = make({"Test authority", "critical,keyCertSign,cRLSign", {}, true}, nullptr, options.days);
    if (!authority)
        return authority.error();
    auto server = make({options.hosts.empty() ? "server" : options.hosts.front(), ofPeers, hosts}, &authority.value(),
                       options.days);
    if (!server)
        return server.error();
    const auto email = options.clientEmail.empty() ? std::string() : "email:" + options.clientEmail;
    auto client = make({options.clientName, ofPeers, email}, &authority.value(), options.days);
    if (!client)
        return client.error();
    return CertificateSet{std::move(authority.value()), std::move(server.value()), std::move(client.value())};
}

Result<void> writeSet(const CertificateFiles &files, const CertificateSet &set)
{
    struct Item
    {
        const std::string &path;
        const Identity &identity;
        bool isKey;
    };
    std::vector<std::string> written;
    for (const auto &item :
         {Item{files.authority, set.authority, false}, Item{files.serverCertificate, set.server, false},
          Item{files.serverKey, set.server, true}, Item{files.clientCertificate, set.client, false},
          Item{files.clientKey, set.client, true}}) {
        if (auto done = writeNew(item.path, pemOf(item.identity, item.isKey), item.isKey); !done) {
            for (const auto &path : written) // all or nothing
                std::remove(path.c_str());
            return done;
        }
        written.push_back(item.path);
    }
    return {};
}

} // namespace

Result<CertificateFiles> generateCertificates(const std::string &folder, const CertificateOptions &options)
{
    if (options.days < 1 || options.days > 36500)
        return Error{ErrorKind::InvalidInput, "Certificates are valid for 1 to 36500 days."};
    if (options.clientEmail.find_first_of(", \t\r\n;") != std::string::npos)
        return Error{ErrorKind::InvalidInput, "\"" + options.clientEmail + "\" is not an email address."};
    const auto hosts = namesOfHosts(options.hosts);
    if (!hosts)
        return hosts.error();
    const auto path = [&folder](const char *name) {
        return (std::filesystem::path(folder) / name).string();
    };
    CertificateFiles files{path("ca.pem"), path("server.pem"), path("server-key.pem"), path("client.pem"),
                           path("client-key.pem")};
    if (auto checked = checkFolder(folder, files); !checked)
        return checked.error();
    const auto set = makeSet(options, hosts.value());
    if (!set)
        return set.error();
    if (auto written = writeSet(files, set.value()); !written)
        return written.error();
    return files;
}

} // namespace gnat
