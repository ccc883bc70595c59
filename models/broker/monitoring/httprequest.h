// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gnat {

/// The head of an HTTP/1 request, as far as monitoring looks at it. Source: RFC 9112.
struct HttpRequest
{
    std::string method;
    std::string path; ///< decoded, without the query
    std::vector<std::pair<std::string, std::string>> parameters;
    std::string authorization;
    std::uint64_t contentLength = 0;
    bool hasBody = false; ///< a body follows, of contentLength bytes or, with 0, of unknown size
    bool keepsAlive = true;

    /// `head` is all up to the empty line. Nothing if that is no HTTP/1 request.
    static std::optional<HttpRequest> parse(std::string_view head);

    /// The parameter's first value; empty if it is not there.
    std::string_view parameter(std::string_view name) const;
    /// Numbers and flags as nats-server reads them; 0 or false if not there. The error is its text.
    Result<bool> flag(std::string_view name) const;
    Result<std::int64_t> number(std::string_view name) const;
    Result<std::uint64_t> bigNumber(std::string_view name) const;
};

struct HttpAnswer
{
    int status = 200;
    std::string type = "application/json";
    std::string body;

    static HttpAnswer plain(int status, std::string text);
    /// The whole answer, without the body for HEAD.
    std::string bytes(const HttpRequest &request) const;
};

/// True if the request carries this login ("Basic" of RFC 7617).
bool hasLogin(const HttpRequest &request, std::string_view user, std::string_view password);

} // namespace gnat
