// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <memory>
#include <openssl/evp.h>

namespace gnat::test {

/// A user's NKey whose seed is one byte repeated: signs, and writes its public key as the tool nk would.
class TestNkey
{
public:
    explicit TestNkey(char seed = 's')
    {
        const QByteArray bytes(32, seed);
        m_key.reset(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(bytes), 32));
    }

    QByteArray sign(const QByteArray &text) const
    {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
        QByteArray signature(64, '\0');
        std::size_t size = 64;
        EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get());
        EVP_DigestSign(context.get(), raw(signature), &size, raw(text), std::size_t(text.size()));
        return signature;
    }

    QByteArray publicKey() const
    {
        QByteArray key(32, '\0');
        std::size_t size = 32;
        EVP_PKEY_get_raw_public_key(m_key.get(), raw(key), &size);
        QByteArray bytes = char(20 << 3) + key;
        std::uint32_t crc = 0; // CRC-16/XMODEM
        for (const char c : bytes) {
            for (int bit = 7; bit >= 0; --bit) {
                const bool isSet = (((std::uint32_t(c) >> unsigned(bit)) ^ (crc >> 15U)) & 1U) != 0;
                crc = ((crc << 1U) & 0xFFFFU) ^ (isSet ? 0x1021U : 0U);
            }
        }
        bytes.append(char(crc & 0xFFU)).append(char(crc >> 8U));
        return base32(bytes);
    }

private:
    static const unsigned char *raw(const QByteArray &bytes)
    {
        return reinterpret_cast<const unsigned char *>(bytes.constData());
    }
    static unsigned char *raw(QByteArray &bytes) { return reinterpret_cast<unsigned char *>(bytes.data()); }
    static QByteArray base32(const QByteArray &bytes)
    {
        QByteArray text;
        for (qsizetype bit = 0; bit < bytes.size() * 8; bit += 5) {
            unsigned value = 0;
            for (qsizetype i = bit; i < bit + 5; ++i) {
                const bool isSet =
                    i < bytes.size() * 8 && ((unsigned(bytes.at(i / 8)) >> unsigned(7 - i % 8)) & 1U) != 0;
                value = (value << 1U) | (isSet ? 1U : 0U);
            }
            text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[value]);
        }
        return text;
    }

    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> m_key{nullptr, &EVP_PKEY_free};
};

} // namespace gnat::test
