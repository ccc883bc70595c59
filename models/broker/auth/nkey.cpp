// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/auth/nkey.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <vector>

namespace gnat {

namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648
constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr unsigned char userPrefix = 20 << 3; // makes the first letter a U
constexpr std::size_t keyBytes = 1 + 32 + 2;  // prefix, key, checksum
constexpr std::size_t keyLetters = 56;
constexpr std::size_t signatureBytes = 64;

/// Text of `letters` that stand for `width` bits each; nullopt if there are others, or bits that belong to no byte.
std::optional<Bytes> decode(std::string_view text, std::string_view letters, unsigned width)
{
    Bytes bytes;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        const auto value = letters.find(c);
        if (value == std::string_view::npos)
            return std::nullopt;
        bits = (bits << width) | static_cast<std::uint32_t>(value);
        count += width;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<unsigned char>((bits >> count) & 0xFFU));
            bits &= (1U << count) - 1;
        }
    }
    if (bits != 0)
        return std::nullopt;
    return bytes;
}

/// CRC-16/XMODEM, as nkeys uses it.
std::uint16_t checksum(const unsigned char *bytes, std::size_t size)
{
    std::uint32_t crc = 0;
    for (std::size_t at = 0; at < size; ++at) {
        crc ^= static_cast<std::uint32_t>(bytes[at]) << 8U;
        for (int i = 0; i < 8; ++i)
            crc = (crc & 0x8000U) != 0 ? (crc << 1U) ^ 0x1021U : crc << 1U;
    }
    return static_cast<std::uint16_t>(crc);
}

/// Base64 of both kinds, with or without padding.
std::optional<Bytes> decodeBase64(std::string_view text)
{
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::string urlForm(text);
    std::ranges::replace(urlForm, '+', '-');
    std::ranges::replace(urlForm, '/', '_');
    return decode(urlForm, base64, 6);
}

} // namespace

std::optional<NkeyPublicKey> decodeUserNkey(std::string_view text)
{
    const auto bytes = text.size() == keyLetters ? decode(text, base32, 5) : std::nullopt;
    if (!bytes || bytes->size() != keyBytes || bytes->front() != userPrefix)
        return std::nullopt;
    const auto crc = checksum(bytes->data(), keyBytes - 2);
    if ((*bytes)[keyBytes - 2] != (crc & 0xFFU) || (*bytes)[keyBytes - 1] != crc >> 8U)
        return std::nullopt;
    NkeyPublicKey key{};
    std::copy_n(bytes->begin() + 1, key.size(), key.begin());
    return key;
}

bool isSignedBy(const NkeyPublicKey &key, std::string_view nonce, std::string_view signature)
{
    constexpr std::size_t longest = 128; // nothing is worked on that cannot be a signature
    const auto bytes = signature.size() <= longest ? decodeBase64(signature) : std::nullopt;
    if (!bytes || bytes->size() != signatureBytes)
        return false;
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> publicKey(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()), &EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const auto *text = reinterpret_cast<const unsigned char *>(nonce.data()); // NOLINT: OpenSSL's byte type
    return publicKey && context &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, publicKey.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes->data(), bytes->size(), text, nonce.size()) == 1;
}

std::string makeNonce()
{
    std::array<unsigned char, 15> random{};
    RAND_bytes(random.data(), static_cast<int>(random.size()));
    std::string nonce;
    for (const auto byte : random)
        nonce.push_back(base64[byte % base64.size()]);
    return nonce;
}

} // namespace gnat
