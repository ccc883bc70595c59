// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/nkeyfile_p.h"

#include "base/text.h"

#include <QCoreApplication>
#include <QFile>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

namespace gnat {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // RFC 4648 base32
constexpr char userPrefix = static_cast<char>(20 << 3);                   // nkeys: makes the first letter a U
constexpr qsizetype seedBytes = 2 + 32 + 2;                               // prefix, seed, checksum
constexpr qsizetype keySize = 32;

QByteArray decodeBase32(const QByteArray &text)
{
    QByteArray bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos)
            return {};
        bits = (bits << 5) | static_cast<std::uint32_t>(value);
        count += 5;
        if (count >= 8) {
            count -= 8;
            bytes.append(static_cast<char>((bits >> count) & 0xFF));
        }
    }
    return bytes;
}

QByteArray encodeBase32(const QByteArray &bytes)
{
    QByteArray text;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : bytes) {
        bits = (bits << 8) | static_cast<std::uint8_t>(c);
        for (count += 8; count >= 5; count -= 5)
            text.append(alphabet[(bits >> (count - 5)) & 31]);
    }
    if (count > 0)
        text.append(alphabet[(bits << (5 - count)) & 31]);
    return text;
}

/// CRC-16/XMODEM, as nkeys uses it.
std::uint16_t checksum(const QByteArray &bytes)
{
    std::uint32_t crc = 0;
    for (const char c : bytes) {
        crc ^= static_cast<std::uint32_t>(static_cast<std::uint8_t>(c)) << 8;
        for (int i = 0; i < 8; ++i)
            crc = (crc & 0x8000) ? (crc << 1) ^ 0x1021 : crc << 1;
    }
    return static_cast<std::uint16_t>(crc);
}

std::optional<QByteArray> ed25519PublicKey(const QByteArray &seed)
{
    const auto *raw = reinterpret_cast<const unsigned char *>(seed.constData()); // NOLINT: OpenSSL's byte type
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw, static_cast<std::size_t>(seed.size())),
        &EVP_PKEY_free);
    std::array<unsigned char, keySize> bytes{};
    std::size_t size = bytes.size();
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), bytes.data(), &size) != 1)
        return std::nullopt;
    QByteArray result;
    for (const auto byte : bytes)
        result.append(static_cast<char>(byte));
    return result;
}

QByteArray seedLine(QFile &file)
{
    while (!file.atEnd()) {
        const auto line = file.readLine(4096).trimmed();
        if (line.startsWith("SU"))
            return line;
    }
    return {};
}

} // namespace

Result<QByteArray> publicKeyOfSeedFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return makeError(ErrorKind::NotFound,
                         QCoreApplication::translate("Connection", "The NKey file %1 can't be read: %2.")
                             .arg(path, file.errorString()));
    auto bytes = decodeBase32(seedLine(file));
    std::optional<QByteArray> key;
    if (bytes.size() == seedBytes)
        key = ed25519PublicKey(bytes.mid(2, keySize));
    OPENSSL_cleanse(bytes.data(), static_cast<std::size_t>(bytes.size()));
    if (!key)
        return makeError(
            ErrorKind::InvalidInput,
            QCoreApplication::translate("Connection", "The file %1 holds no NKey seed of a user (SU…).").arg(path));
    const QByteArray prefixed = QByteArray(1, userPrefix) + *key;
    const auto crc = checksum(prefixed);
    return encodeBase32(prefixed + static_cast<char>(crc & 0xFF) + static_cast<char>(crc >> 8));
}

} // namespace gnat
