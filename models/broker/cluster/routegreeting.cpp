// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/routegreeting.h"

#include "broker/clientoptions.h"

#include <nlohmann/json.hpp>

namespace gnat {

namespace {

using Json = nlohmann::ordered_json;

/// nats-server's RouteProtoV2: accounts in messages and interest.
constexpr int routeProtocol = 2;

std::string textOf(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flagOf(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

std::uint64_t numberOf(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

std::vector<std::string> textsOf(const Json &object, const char *key)
{
    std::vector<std::string> texts;
    const auto found = object.find(key);
    if (found == object.end() || !found->is_array())
        return texts;
    for (const auto &text : *found) {
        if (text.is_string())
            texts.push_back(text.get<std::string>());
    }
    return texts;
}

/// Other nodes' bytes may be no UTF-8; that is no reason to throw.
std::string lineOf(const char *verb, const Json &object)
{
    return verb + object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\r\n";
}

} // namespace

std::optional<RouteInfo> RouteInfo::parse(std::string_view json)
{
    const auto object = Json::parse(json, nullptr, false);
    if (!object.is_object())
        return std::nullopt;
    RouteInfo info;
    info.serverId = textOf(object, "server_id");
    info.serverName = textOf(object, "server_name");
    info.host = textOf(object, "host");
    info.port = static_cast<std::uint16_t>(numberOf(object, "port"));
    info.hasHeaders = flagOf(object, "headers");
    info.needsLogin = flagOf(object, "auth_required");
    info.needsTls = flagOf(object, "tls_required");
    info.maxPayload = numberOf(object, "max_payload");
    info.place = textOf(object, "ip");
    info.cluster = textOf(object, "cluster");
    info.isDynamic = flagOf(object, "cluster_dynamic");
    info.connectUrls = textsOf(object, "connect_urls");
    info.isLameDuck = flagOf(object, "ldm");
    return info;
}

std::string RouteInfo::line() const
{
    Json info;
    info["server_id"] = serverId;
    info["server_name"] = serverName;
    info["version"] = BrokerIdentity::version;
    info["proto"] = routeProtocol;
    info["host"] = host;
    info["port"] = port;
    info["headers"] = hasHeaders;
    if (needsLogin)
        info["auth_required"] = true;
    if (needsTls)
        info["tls_required"] = info["tls_verify"] = true;
    info["max_payload"] = maxPayload;
    if (!place.empty())
        info["ip"] = place;
    info["cluster"] = cluster;
    if (isDynamic)
        info["cluster_dynamic"] = true;
    if (!connectUrls.empty())
        info["connect_urls"] = connectUrls;
    if (isLameDuck)
        info["ldm"] = true;
    return lineOf("INFO ", info);
}

std::string forwardedInfoLine(std::string_view json, std::string_view place)
{
    auto object = Json::parse(json, nullptr, false);
    if (!object.is_object())
        return {};
    object.erase("nonce");
    object["ip"] = place;
    return lineOf("INFO ", object);
}

std::optional<RouteConnect> RouteConnect::parse(std::string_view json)
{
    const auto object = Json::parse(json, nullptr, false);
    if (!object.is_object())
        return std::nullopt;
    RouteConnect connect;
    connect.user = textOf(object, "user");
    connect.password = textOf(object, "pass");
    connect.serverId = textOf(object, "name");
    connect.cluster = textOf(object, "cluster");
    connect.lang = textOf(object, "lang");
    connect.gateway = textOf(object, "gateway");
    connect.isDynamic = flagOf(object, "cluster_dynamic");
    connect.hasHeaders = flagOf(object, "headers");
    return connect;
}

std::string RouteConnect::line() const
{
    Json connect;
    connect["echo"] = true;
    connect["verbose"] = connect["pedantic"] = false;
    if (!user.empty()) {
        connect["user"] = user;
        connect["pass"] = password;
    }
    connect["tls_required"] = hasTls;
    connect["headers"] = hasHeaders;
    connect["name"] = serverId;
    connect["cluster"] = cluster;
    if (isDynamic)
        connect["cluster_dynamic"] = true;
    return lineOf("CONNECT ", connect);
}

} // namespace gnat
