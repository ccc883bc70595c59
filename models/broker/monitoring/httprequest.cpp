// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/httprequest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace gnat {

namespace {

/// The text up to `mark`, which is cut off `rest` with it.
std::string_view cut(std::string_view &rest, std::string_view mark)
{
    const auto at = rest.find(mark);
    const auto part = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + mark.size());
    return part;
}

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool isSameWord(std::string_view left, std::string_view right)
{
    return std::ranges::equal(left, right, {}, lower, lower);
}

std::string_view trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(" \t");
    return from == std::string_view::npos ? std::string_view()
                                          : text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// "a%20b" to "a b"; what is no escape stays.
std::string decoded(std::string_view text, bool isPlusBlank)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code = 0;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(text.data() + i + 1, text.data() + i + 3, code, 16).ptr == text.data() + i + 3) {
            out.push_back(static_cast<char>(code));
            i += 2;
        } else {
            out.push_back(isPlusBlank && text[i] == '+' ? ' ' : text[i]);
        }
    }
    return out;
}

/// A number as Go's strconv says it, or its complaint.
template <typename Number>
Result<Number> parsed(std::string_view text, std::string_view type, std::string_view name, const char *function)
{
    auto digits = text;
    if (std::string_view(function) == "Atoi" && digits.starts_with('+'))
        digits.remove_prefix(1);
    Number value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc() && end == digits.data() + digits.size())
        return value;
    const bool isTooLarge = error == std::errc::result_out_of_range;
    return Error{ErrorKind::InvalidInput, "Error decoding " + std::string(type) + " for '" + std::string(name) +
                                              "': strconv." + function + ": parsing \"" + std::string(text) +
                                              "\": " + (isTooLarge ? "value out of range" : "invalid syntax")};
}

void takeHeader(HttpRequest &request, std::string_view name, std::string_view value)
{
    if (isSameWord(name, "connection")) {
        if (isSameWord(value, "close"))
            request.keepsAlive = false;
        else if (isSameWord(value, "keep-alive"))
            request.keepsAlive = true;
    } else if (isSameWord(name, "content-length")) {
        std::from_chars(value.data(), value.data() + value.size(), request.contentLength);
        request.hasBody = value != "0";
    } else if (isSameWord(name, "transfer-encoding")) {
        request.hasBody = true;
    } else if (isSameWord(name, "authorization")) {
        request.authorization = value;
    }
}

std::string base64(std::string_view text)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 3) {
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8U | (i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out.push_back(i + k > text.size() ? '=' : letters[bits >> (18 - 6 * k) & 0x3FU]);
    }
    return out;
}

/// Compares without telling by its duration how much was right.
bool isSameSecret(std::string_view given, std::string_view secret)
{
    unsigned difference = given.size() == secret.size() ? 0 : 1;
    for (std::size_t i = 0; i < given.size() && !secret.empty(); ++i)
        difference |= static_cast<unsigned>(given[i] ^ secret[i % secret.size()]) & 0xFFU;
    return difference == 0;
}

std::string_view statusText(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 404:
        return "Not Found";
    case 431:
        return "Request Header Fields Too Large";
    default:
        return "Service Unavailable";
    }
}

std::string dateText()
{
    const auto now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 40> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

} // namespace

std::optional<HttpRequest> HttpRequest::parse(std::string_view head)
{
    HttpRequest request;
    auto line = cut(head, "\r\n");
    request.method = cut(line, " ");
    auto target = cut(line, " ");
    if (request.method.empty() || !target.starts_with('/') || (line != "HTTP/1.1" && line != "HTTP/1.0"))
        return std::nullopt;
    request.keepsAlive = line == "HTTP/1.1";
    request.path = decoded(cut(target, "?"), false);
    while (!target.empty()) {
        auto pair = cut(target, "&");
        const auto name = cut(pair, "=");
        request.parameters.emplace_back(decoded(name, true), decoded(pair, true));
    }
    while (!head.empty()) {
        auto header = cut(head, "\r\n");
        const auto name = cut(header, ":");
        takeHeader(request, name, trimmed(header));
    }
    return request;
}

std::string_view HttpRequest::parameter(std::string_view name) const
{
    const auto found = std::ranges::find(parameters, name, &std::pair<std::string, std::string>::first);
    return found == parameters.end() ? std::string_view() : found->second;
}

Result<bool> HttpRequest::flag(std::string_view name) const
{
    static constexpr std::array<std::string_view, 6> yes{"1", "t", "T", "TRUE", "true", "True"};
    static constexpr std::array<std::string_view, 7> no{"", "0", "f", "F", "FALSE", "false", "False"};
    const auto text = parameter(name);
    if (std::ranges::find(yes, text) != yes.end())
        return true;
    if (std::ranges::find(no, text) != no.end())
        return false;
    return Error{ErrorKind::InvalidInput, "Error decoding boolean for '" + std::string(name) +
                                              "': strconv.ParseBool: parsing \"" + std::string(text) +
                                              "\": invalid syntax"};
}

Result<std::int64_t> HttpRequest::number(std::string_view name) const
{
    const auto text = parameter(name);
    return text.empty() ? std::int64_t{0} : parsed<std::int64_t>(text, "int", name, "Atoi");
}

Result<std::uint64_t> HttpRequest::bigNumber(std::string_view name) const
{
    const auto text = parameter(name);
    return text.empty() ? std::uint64_t{0} : parsed<std::uint64_t>(text, "uint64", name, "ParseUint");
}

HttpAnswer HttpAnswer::plain(int status, std::string text)
{
    return {status, "text/plain; charset=utf-8", std::move(text)};
}

std::string HttpAnswer::bytes(const HttpRequest &request) const
{
    std::string text = "HTTP/1.1 " + std::to_string(status);
    text.append(" ").append(statusText(status)).append("\r\nContent-Type: ").append(type);
    text.append("\r\nDate: ").append(dateText()).append("\r\nContent-Length: ").append(std::to_string(body.size()));
    if (status == 401)
        text.append("\r\nWWW-Authenticate: Basic realm=\"monitoring\"");
    if (!request.keepsAlive)
        text.append("\r\nConnection: close");
    text.append("\r\n\r\n");
    return request.method == "HEAD" ? text : text.append(body);
}

bool hasLogin(const HttpRequest &request, std::string_view user, std::string_view password)
{
    auto rest = std::string_view(request.authorization);
    const auto scheme = cut(rest, " ");
    return isSameWord(scheme, "basic") &&
           isSameSecret(trimmed(rest), base64(std::string(user).append(":").append(password)));
}

} // namespace gnat
