// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gnat {

/// One header line as it stood in the block; views into the block.
struct HeaderField
{
    std::string_view key;
    std::string_view value;
};

/// A NATS header block taken apart: "NATS/1.0[ code[ description]]\r\nKey: Value\r\n…\r\n" (NATS protocol, HPUB/HMSG).
/// Views into the raw block, which must outlive this. Order and case of the keys are kept.
struct HeaderBlock
{
    int status = 0; ///< 0: no status; 503: no responders
    std::string_view description;
    std::vector<HeaderField> fields;

    /// Nothing if the block is empty or does not begin with "NATS/1.0"; a broken line ends the list of fields.
    static std::optional<HeaderBlock> parse(std::string_view raw);

    /// The first value of `key`, compared without regard to case; nothing if absent.
    std::optional<std::string_view> value(std::string_view key) const;
};

/// The status of a raw block (503, 408, …) without taking it apart; 0 if there is none. Allocates nothing.
int headerStatus(std::string_view raw);

/// The raw block for these fields; empty if there are none. Keys and values must hold no CR or LF.
std::string makeHeaderBlock(const std::vector<std::pair<std::string, std::string>> &fields);

/// True if a key can stand in a header block: not empty, no colon, blank or control character (RFC 7230 token,
/// loosely).
bool isValidHeaderKey(std::string_view key);

} // namespace gnat
