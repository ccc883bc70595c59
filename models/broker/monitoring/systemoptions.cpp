// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/monitoring/systemoptions.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <optional>

namespace gnat {

namespace {

using Json = nlohmann::ordered_json;
using Detail = ConnectionQuery::Subscriptions;

/// A member that a request may have: its name, Go's name of its type, and how to take it; false: a wrong type.
struct Member
{
    std::string_view name;
    std::string_view type;
    std::function<bool(const Json &)> take;
};

Member text(std::string_view name, std::string &target, std::string_view type = "string")
{
    return {name, type, [&target](const Json &value) {
                if (value.is_string())
                    target = value.get<std::string>();
                return value.is_string();
            }};
}

template <typename Number>
Member number(std::string_view name, Number &target, std::string_view type = "int")
{
    return {name, type, [&target](const Json &value) {
                if (value.is_number_integer())
                    target = value.get<Number>();
                return value.is_number_integer();
            }};
}

Member flag(std::string_view name, const std::function<void(bool)> &set)
{
    return {name, "bool", [set](const Json &value) {
                if (value.is_boolean())
                    set(value.get<bool>());
                return value.is_boolean();
            }};
}

Member texts(std::string_view name, std::vector<std::string> &target)
{
    return {name, "[]string", [&target](const Json &value) {
                if (!value.is_array() || !std::ranges::all_of(value, [](const Json &one) { return one.is_string(); }))
                    return false;
                target = value.get<std::vector<std::string>>();
                return true;
            }};
}

void addServerFilter(std::vector<Member> &members, ServerFilter &filter)
{
    members.push_back(text("server_name", filter.name));
    members.push_back(text("cluster", filter.cluster));
    members.push_back(text("host", filter.host));
    members.push_back(texts("tags", filter.tags));
    members.push_back(text("domain", filter.domain));
}

/// "subscriptions" and "subscriptions_detail"; detail wins, in whatever order they come.
void addDetail(std::vector<Member> &members, Detail &detail)
{
    members.push_back(flag("subscriptions", [&detail](bool isWanted) {
        if (detail != Detail::Detail)
            detail = isWanted ? Detail::Subjects : Detail::None;
    }));
    members.push_back(flag("subscriptions_detail", [&detail](bool isWanted) {
        if (isWanted)
            detail = Detail::Detail;
    }));
}

Member stateMember(ConnectionQuery &query)
{
    return {"state", "server.ConnState", [&query](const Json &value) {
                if (!value.is_number_integer())
                    return false;
                const auto state = value.get<std::int64_t>();
                query.state = state == 0   ? ConnectionQuery::State::Open
                              : state == 1 ? ConnectionQuery::State::Closed
                                           : ConnectionQuery::State::Any;
                return true;
            }};
}

std::vector<Member> membersOf(std::string_view kind, SystemOptions &options)
{
    std::vector<Member> members;
    addServerFilter(members, options.server);
    if (kind == "CONNZ") {
        auto &query = options.connections;
        addDetail(members, query.subscriptions);
        members.push_back(text("sort", query.sort, "server.SortOpt"));
        members.push_back(flag("auth", [&query](bool isWanted) { query.hasLogin = isWanted; }));
        members.push_back(number("offset", query.offset));
        members.push_back(number("limit", query.limit));
        members.push_back(number("cid", query.cid, "uint64"));
        members.push_back(stateMember(query));
        members.push_back(text("user", query.user));
        members.push_back(text("acc", query.account));
        members.push_back(text("filter_subject", query.filterSubject));
    } else if (kind == "SUBSZ") {
        auto &query = options.subscriptions;
        members.push_back(flag("subscriptions", [&query](bool isWanted) { query.isListed = isWanted; }));
        members.push_back(number("offset", query.offset));
        members.push_back(number("limit", query.limit));
        members.push_back(text("account", query.account));
        members.push_back(text("test", query.test));
    } else if (kind == "ROUTEZ") {
        addDetail(members, options.routes);
    } else if (kind == "ACCOUNTZ") {
        members.push_back(text("account", options.account));
    } else if (kind == "STATZ") {
        members.push_back(flag("include_unused", [&](bool isWanted) { options.includesUnused = isWanted; }));
        members.push_back({"accounts", "[]string", [](const Json &value) {
                               return value.is_array();
                           }});
    }
    return members;
}

std::string structName(std::string_view kind)
{
    std::string name(kind.empty() ? "STATSZ" : kind);
    std::transform(name.begin() + 1, name.end(), name.begin() + 1,
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return (kind == "STATZ" ? "AccountStatz" : kind == "INFO" ? "AccInfo" : name) + "EventOptions";
}

/// How Go names a value of the wrong type.
std::string valueName(const Json &value, std::string_view type)
{
    if (value.is_string())
        return "string";
    if (value.is_boolean())
        return "bool";
    if (value.is_number_float() && type.find("int") != std::string_view::npos)
        return "number " + value.dump();
    return value.is_number() ? "number" : value.is_array() ? "array" : "object";
}

Error refused(std::string words)
{
    return {ErrorKind::InvalidInput, std::move(words)};
}

/// The text as a value, or words for where it breaks off.
Result<Json> parsed(std::string_view text)
{
    try {
        return Json::parse(text);
    } catch (const Json::parse_error &error) {
        if (error.byte == 0 || error.byte > text.size())
            return refused("unexpected end of JSON input");
        const auto at = std::string(text.substr(error.byte - 1, 1));
        const std::string_view reason(error.what());
        const auto *const place =
            reason.find("object key") != std::string_view::npos ? "looking for beginning of object key string"
            : reason.find("expected end of input") != std::string_view::npos ? "after top-level value"
                                                                             : "looking for beginning of value";
        return refused("invalid character '" + at + "' " + place);
    } catch (const Json::out_of_range &) { // 1e999
        return refused("json: cannot unmarshal number into Go value of type float64");
    }
}

bool contains(const std::string &whole, const std::string &part)
{
    return part.empty() || whole.find(part) != std::string::npos;
}

} // namespace

bool ServerFilter::matches(const ServerSnapshot &server) const
{
    return contains(server.name, name) && contains(server.host, host) && contains(server.cluster, cluster) &&
           domain.empty() && tags.empty();
}

Result<SystemOptions> SystemOptions::read(std::string_view json, std::string_view kind)
{
    SystemOptions options;
    if (json.empty())
        return options;
    const auto value = parsed(json);
    if (!value)
        return value.error();
    if (value.value().is_null())
        return options;
    if (!value.value().is_object())
        return refused("json: cannot unmarshal " + valueName(value.value(), {}) + " into Go value of type server." +
                       structName(kind));
    const auto members = membersOf(kind, options);
    for (const auto &[name, given] : value.value().items()) {
        const auto member = std::ranges::find(members, std::string_view(name), &Member::name);
        if (member != members.end() && !given.is_null() && !member->take(given))
            return refused("json: cannot unmarshal " + valueName(given, member->type) + " into Go struct field " +
                           structName(kind) + "." + name + " of type " + std::string(member->type));
    }
    return options;
}

} // namespace gnat
