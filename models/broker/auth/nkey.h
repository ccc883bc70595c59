// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace gnat {

/// The raw Ed25519 public key of an NKey.
using NkeyPublicKey = std::array<unsigned char, 32>;

/// The key in a user's public NKey, "U…" (base32 of prefix, key, checksum; see github.com/nats-io/nkeys); nullopt if
/// the text is none.
std::optional<NkeyPublicKey> decodeUserNkey(std::string_view text);

/// True if `signature` (base64, for URLs or plain) is that of `key`'s owner over `nonce`.
bool isSignedBy(const NkeyPublicKey &key, std::string_view nonce, std::string_view signature);

/// What a client is asked to sign: 15 random letters, new with each connection.
std::string makeNonce();

} // namespace gnat
