// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/clientoptions.h"

#include <nlohmann/json.hpp>

#include <random>

namespace gnat {

namespace {

using Json = nlohmann::ordered_json;

/// Bytes that are no UTF-8 are replaced, as Go does it.
Json parse(std::string_view text)
{
    auto json = Json::parse(text, nullptr, false);
    if (!json.is_discarded())
        return json;
    const auto quoted = Json(std::string(text)).dump(-1, ' ', false, Json::error_handler_t::replace);
    return Json::parse(Json::parse(quoted).get_ref<const std::string &>(), nullptr, false);
}

/// Keys count in any case, as for Go's decoder.
Json::const_iterator find(const Json &object, std::string_view key)
{
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    auto at = object.cbegin();
    while (at != object.cend() && !std::ranges::equal(at.key(), key, {}, lower))
        ++at;
    return at;
}

/// Takes over a value if it is there; false if its type is wrong.
bool take(const Json &object, const char *key, bool &value)
{
    const auto found = find(object, key);
    if (found == object.end() || found->is_null())
        return true;
    if (!found->is_boolean())
        return false;
    value = found->get<bool>();
    return true;
}

bool take(const Json &object, const char *key, std::string &value)
{
    const auto found = find(object, key);
    if (found == object.end() || found->is_null())
        return true;
    if (!found->is_string())
        return false;
    value = found->get<std::string>();
    return true;
}

bool take(const Json &object, const char *key, std::int64_t &value)
{
    const auto found = find(object, key);
    if (found == object.end() || found->is_null())
        return true;
    if (!found->is_number_integer())
        return false;
    value = found->get<std::int64_t>();
    return true;
}

} // namespace

bool ClientOptions::read(std::string_view json)
{
    const auto object = parse(json);
    if (!object.is_object())
        return object.is_null();
    return take(object, "verbose", verbose) && take(object, "pedantic", pedantic) && take(object, "echo", echo) &&
           take(object, "headers", headers) && take(object, "no_responders", noResponders) &&
           take(object, "protocol", protocol) && take(object, "user", user) && take(object, "pass", password) &&
           take(object, "auth_token", token) && take(object, "nkey", nkey) && take(object, "sig", signature) &&
           take(object, "account", account) && take(object, "new_account", newAccount) && take(object, "name", name) &&
           take(object, "lang", lang) && take(object, "version", version);
}

bool isJsonObject(std::string_view text)
{
    const auto json = parse(text);
    return json.is_object() || json.is_null();
}

std::string BrokerIdentity::makeServerId()
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::random_device random;
    std::string id = "N";
    while (id.size() < 56)
        id.push_back(letters[random() % letters.size()]);
    return id;
}

std::string BrokerIdentity::infoLine(std::uint64_t clientId, std::string_view clientIp, std::string_view nonce) const
{
    Json info;
    info["server_id"] = serverId;
    info["server_name"] = serverName;
    info["version"] = version;
    info["proto"] = 1;
    info["host"] = host;
    info["port"] = port;
    info["headers"] = true;
    if (needsLogin)
        info["auth_required"] = true;
    if (needsTls)
        info["tls_required"] = true;
    if (verifiesTls)
        info["tls_verify"] = true;
    if (offersTls)
        info["tls_available"] = true;
    info["max_payload"] = maxPayload;
    info["client_id"] = clientId;
    info["client_ip"] = clientIp;
    if (!nonce.empty())
        info["nonce"] = nonce;
    if (!cluster.empty())
        info["cluster"] = cluster;
    if (!connectUrls.empty())
        info["connect_urls"] = connectUrls;
    if (isLameDuck)
        info["ldm"] = true;
    return "INFO " + info.dump(-1, ' ', false, Json::error_handler_t::replace) + " \r\n"; // a name may be no UTF-8
}

} // namespace gnat
