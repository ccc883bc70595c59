// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/tls/certificatenames_p.h"

#include <array>
#include <memory>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string_view>

namespace gnat {

namespace {

/// A string of a certificate as UTF-8; empty if it holds a NUL, which no honest name does.
std::string utf8(const ASN1_STRING *text)
{
    unsigned char *bytes = nullptr;
    const int size = ASN1_STRING_to_UTF8(&bytes, text);
    if (size < 0)
        return {};
    std::string result(bytes, bytes + size);
    OPENSSL_free(bytes);
    return result.find('\0') == std::string::npos ? result : std::string();
}

/// nats-server's names of attributes; the number for others.
std::string attributeName(const ASN1_OBJECT *object)
{
    struct Name
    {
        int id;
        std::string_view name;
    };
    static constexpr std::array<Name, 10> names{{{NID_commonName, "CN"},
                                                 {NID_serialNumber, "SERIALNUMBER"},
                                                 {NID_countryName, "C"},
                                                 {NID_localityName, "L"},
                                                 {NID_stateOrProvinceName, "ST"},
                                                 {NID_streetAddress, "STREET"},
                                                 {NID_organizationName, "O"},
                                                 {NID_organizationalUnitName, "OU"},
                                                 {NID_postalCode, "POSTALCODE"},
                                                 {NID_domainComponent, "DC"}}};
    const int id = OBJ_obj2nid(object);
    for (const auto &known : names) {
        if (known.id == id)
            return std::string(known.name);
    }
    std::array<char, 80> number{};
    OBJ_obj2txt(number.data(), static_cast<int>(number.size()), object, 1);
    return number.data();
}

void readAlternativeNames(const X509 &certificate, TlsPeer &peer)
{
    const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> names(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)),
        &GENERAL_NAMES_free);
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const auto *name = sk_GENERAL_NAME_value(names.get(), i);
        auto *list = name->type == GEN_EMAIL ? &peer.emails
                     : name->type == GEN_DNS ? &peer.dnsNames
                     : name->type == GEN_URI ? &peer.uris
                                             : nullptr;
        if (!list)
            continue;
        if (auto text = utf8(name->d.ia5); !text.empty())
            list->push_back(std::move(text));
    }
}

} // namespace

void readCertificateNames(const X509 &certificate, TlsPeer &peer)
{
    readAlternativeNames(certificate, peer);
    const auto *subject = X509_get_subject_name(&certificate);
    int last = -1;
    for (int i = 0; i < X509_NAME_entry_count(subject); ++i) {
        const auto *entry = X509_NAME_get_entry(subject, i);
        if (X509_NAME_ENTRY_set(entry) != last)
            peer.subject.emplace_back();
        last = X509_NAME_ENTRY_set(entry);
        peer.subject.back().emplace_back(attributeName(X509_NAME_ENTRY_get_object(entry)),
                                         utf8(X509_NAME_ENTRY_get_data(entry)));
    }
}

} // namespace gnat
