// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/auth/secret.h"

#include <algorithm>
#include <crypt.h>
#include <memory>
#include <openssl/crypto.h>

namespace gnat {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSame(std::string_view one, std::string_view other)
{
    return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

/// The hash of `given` with the salt and cost of `hash`; empty if the hash is malformed.
std::string bcrypt(const std::string &hash, std::string_view given)
{
    constexpr std::size_t usedBytes = 72; // bcrypt ignores what comes behind
    std::string password(given.substr(0, usedBytes));
    const auto data = std::make_unique<crypt_data>();
    const auto *result = crypt_r(password.c_str(), hash.c_str(), data.get());
    std::string made = result && *result == '$' ? result : "";
    OPENSSL_cleanse(password.data(), password.size());
    OPENSSL_cleanse(data.get(), sizeof(crypt_data));
    return made;
}

} // namespace

bool isBcrypt(std::string_view secret)
{
    return secret.size() >= 7 && secret.starts_with("$2") && std::string_view("abxy").find(secret[2]) < 4 &&
           secret[3] == '$' && isDigit(secret[4]) && isDigit(secret[5]) && secret[6] == '$';
}

bool matchesSecret(const std::string &secret, std::string_view given)
{
    if (!isBcrypt(secret))
        return isSame(secret, given);
    if (given.find('\0') != std::string_view::npos) // libcrypt would stop there
        return false;
    auto hash = secret;
    hash[2] = 'b'; // one algorithm behind all four letters, as in nats-server; libcrypt's "x" is an old bug kept alive
    const auto made = bcrypt(hash, given);
    return !made.empty() && isSame(made, hash);
}

} // namespace gnat
