// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/authorizationkeys_p.h"

#include "broker/auth/nkey.h"
#include "broker/config/configfields_p.h"
#include "broker/config/permissionkeys_p.h"

#include <array>
#include <unordered_set>
#include <utility>

namespace gnat {

namespace {

Result<void> takePermissions(BrokerUser &user, const ConfigEntry &entry)
{
    return storeConfig(user.permissions, readPermissions(entry));
}

constexpr std::array<ConfigKey<BrokerUser>, 11> userKeys{{
    {"user", takeText<&BrokerUser::name>},
    {"username", takeText<&BrokerUser::name>},
    {"pass", takeText<&BrokerUser::password>},
    {"password", takeText<&BrokerUser::password>},
    {"nkey", takeText<&BrokerUser::nkey>},
    {"permission", takePermissions},
    {"permissions", takePermissions},
    {"authorization", takePermissions},
    {"allowed_connection_types"},
    {"connection_types"},
    {"clients"},
}};

Result<BrokerUser> readUser(const ConfigValue &value)
{
    if (value.type != ConfigValue::Type::Map)
        return configProblem(value, std::string("a user must be a map { … }, not ") + configTypeName(value.type));
    BrokerUser user;
    if (auto applied = applyConfig<BrokerUser>(user, value, userKeys, "users"); !applied)
        return applied.error();
    if (user.name.empty() && user.nkey.empty())
        return configProblem(value, "this user has neither \"user\" nor \"nkey\"");
    if (user.nkey.empty())
        return user;
    if (!decodeUserNkey(user.nkey))
        return configProblem(value, "\"" + user.nkey + "\" is not the public NKey of a user (56 characters, \"U…\")");
    if (!user.name.empty() || !user.password.empty())
        return configProblem(value, "a user with an NKey takes neither name nor password");
    return user;
}

Result<void> takeUsers(AuthorizationConfig &authorization, const ConfigEntry &entry)
{
    if (entry.value.type != ConfigValue::Type::List)
        return wrongConfigType(entry, "a list of users [ … ]");
    auto &users = authorization.users.emplace();
    std::unordered_set<std::string> names;
    for (const auto &item : entry.value.items) {
        auto user = readUser(item);
        if (!user)
            return user.error();
        const auto &name = user.value().nkey.empty() ? user.value().name : user.value().nkey;
        if (!names.insert(name).second)
            return configProblem(item, "the user \"" + name + "\" is there twice");
        users.push_back(std::move(user).value());
    }
    return {};
}

Result<void> takeDefaults(AuthorizationConfig &authorization, const ConfigEntry &entry)
{
    return storeConfig(authorization.defaultPermissions, readPermissions(entry));
}

constexpr std::array<ConfigKey<AuthorizationConfig>, 10> authorizationKeys{{
    {"user", takeText<&AuthorizationConfig::user>},
    {"username", takeText<&AuthorizationConfig::user>},
    {"pass", takeText<&AuthorizationConfig::password>},
    {"password", takeText<&AuthorizationConfig::password>},
    {"token", takeText<&AuthorizationConfig::token>},
    {"timeout", takeTime<&AuthorizationConfig::timeout, configTimeout>},
    {"users", takeUsers},
    {"default_permission", takeDefaults},
    {"default_permissions", takeDefaults},
    {"permissions", takeDefaults},
}};

} // namespace

Result<AuthorizationConfig> readAuthorization(const ConfigEntry &entry)
{
    if (auto map = requireConfigMap(entry); !map)
        return map.error();
    AuthorizationConfig read;
    if (auto applied = applyConfig<AuthorizationConfig>(read, entry.value, authorizationKeys, entry.key); !applied)
        return applied.error();
    if (!read.token.empty() && (!read.user.empty() || !read.password.empty()))
        return configProblem(entry, "cannot have both a user and a token");
    if (read.users && !read.user.empty())
        return configProblem(entry, "cannot have both a single user and a list of users");
    if (read.users && !read.token.empty())
        return configProblem(entry, "cannot have both a token and a list of users");
    return read;
}

} // namespace gnat
