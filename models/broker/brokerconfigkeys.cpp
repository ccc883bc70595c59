// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerconfigkeys_p.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <utility>

namespace gnat {

namespace {

using Setting = BrokerSetting;
using Apply = bool (*)(BrokerOptions &, const Setting &); ///< false: the value does not fit

bool takeText(std::string &target, const Setting &setting)
{
    target = setting.text;
    return setting.type == Setting::Type::Text;
}

bool takeFlag(bool &target, const Setting &setting)
{
    target = setting.flag;
    return setting.type == Setting::Type::Flag;
}

/// A number with an optional unit of `units`, the way nats-server reads "64MB" or "200ms".
std::optional<double> withUnit(const Setting &setting, std::initializer_list<std::pair<std::string_view, double>> units,
                               double bareFactor)
{
    if (setting.type == Setting::Type::Number)
        return setting.number * bareFactor;
    if (setting.type != Setting::Type::Text)
        return std::nullopt;
    double value = 0;
    const char *end = setting.text.data() + setting.text.size();
    const auto parsed = std::from_chars(setting.text.data(), end, value);
    const std::string_view unit(parsed.ptr, static_cast<std::size_t>(end - parsed.ptr));
    if (parsed.ec != std::errc())
        return std::nullopt;
    for (const auto &[name, factor] : units) {
        if (unit == name)
            return value * factor;
    }
    return std::nullopt;
}

bool takeSize(std::size_t &target, const Setting &setting)
{
    constexpr double kilo = 1024;
    const auto size =
        withUnit(setting, {{"", 1}, {"K", kilo}, {"KB", kilo}, {"M", kilo * kilo}, {"MB", kilo * kilo}}, 1);
    if (!size || *size < 0 || *size > 2e9)
        return false;
    target = static_cast<std::size_t>(*size);
    return true;
}

bool takePositive(std::size_t &target, const Setting &setting)
{
    return takeSize(target, setting) && target > 0;
}

bool takeTime(std::chrono::milliseconds &target, const Setting &setting)
{
    const auto time = withUnit(setting, {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}}, 1000);
    if (!time || *time < 1 || *time > 1e12)
        return false;
    target = std::chrono::milliseconds(static_cast<std::int64_t>(*time));
    return true;
}

bool takePort(int &target, const Setting &setting)
{
    target = static_cast<int>(setting.number);
    return setting.type == Setting::Type::Number && setting.number >= -1 && setting.number <= 65535;
}

bool takeListen(BrokerOptions &options, const Setting &setting)
{
    const auto colon = setting.text.rfind(':');
    const auto *end = setting.text.data() + setting.text.size();
    if (colon == std::string::npos || std::from_chars(setting.text.data() + colon + 1, end, options.port).ptr != end)
        return false;
    options.host = setting.text.substr(0, colon);
    return true;
}

/// The broker would compare a bcrypt hash as if it were the password itself.
bool takePassword(std::string &target, const Setting &setting)
{
    return takeText(target, setting) && !target.starts_with("$2");
}

struct KnownKey
{
    std::string_view key;
    Apply apply;
};

// One line a key; the names are nats-server's, with its older spellings.
constexpr std::array knownKeys{
    KnownKey{"host",
             [](auto &o, auto &s) {
                 return takeText(o.host, s);
             }},
    KnownKey{"net",
             [](auto &o, auto &s) {
                 return takeText(o.host, s);
             }},
    KnownKey{"port",
             [](auto &o, auto &s) {
                 return takePort(o.port, s);
             }},
    KnownKey{"listen", takeListen},
    KnownKey{"server_name",
             [](auto &o, auto &s) {
                 return takeText(o.serverName, s);
             }},
    KnownKey{"no_auth_user",
             [](auto &o, auto &s) {
                 return takeText(o.noAuthUser, s);
             }},
    KnownKey{"max_payload",
             [](auto &o, auto &s) {
                 return takePositive(o.maxPayload, s);
             }},
    KnownKey{"max_control_line",
             [](auto &o, auto &s) {
                 return takePositive(o.maxControlLine, s);
             }},
    KnownKey{"max_connections",
             [](auto &o, auto &s) {
                 return takePositive(o.maxConnections, s);
             }},
    KnownKey{"max_subscriptions",
             [](auto &o, auto &s) {
                 return takeSize(o.maxSubscriptions, s);
             }},
    KnownKey{"max_subs",
             [](auto &o, auto &s) {
                 return takeSize(o.maxSubscriptions, s);
             }},
    KnownKey{"max_pending",
             [](auto &o, auto &s) {
                 return takePositive(o.maxPending, s);
             }},
    KnownKey{"write_deadline",
             [](auto &o, auto &s) {
                 return takeTime(o.writeDeadline, s);
             }},
    KnownKey{"ping_interval",
             [](auto &o, auto &s) {
                 return takeTime(o.pingInterval, s);
             }},
    KnownKey{"ping_max",
             [](auto &o, auto &s) {
                 o.maxPingsOut = static_cast<int>(s.number);
                 return s.type == Setting::Type::Number && s.number >= 0 && s.number < 1000;
             }},
    KnownKey{"debug",
             [](auto &o, auto &s) {
                 return takeFlag(o.debug, s);
             }},
    KnownKey{"trace",
             [](auto &o, auto &s) {
                 return takeFlag(o.trace, s);
             }},
    KnownKey{"log_file",
             [](auto &o, auto &s) {
                 return takeText(o.logFile, s);
             }},
    KnownKey{"logfile",
             [](auto &o, auto &s) {
                 return takeText(o.logFile, s);
             }},
    KnownKey{"pid_file",
             [](auto &o, auto &s) {
                 return takeText(o.pidFile, s);
             }},
    KnownKey{"pidfile",
             [](auto &o, auto &s) {
                 return takeText(o.pidFile, s);
             }},
    KnownKey{"authorization.user",
             [](auto &o, auto &s) {
                 return takeText(o.user, s);
             }},
    KnownKey{"authorization.username",
             [](auto &o, auto &s) {
                 return takeText(o.user, s);
             }},
    KnownKey{"authorization.password",
             [](auto &o, auto &s) {
                 return takePassword(o.password, s);
             }},
    KnownKey{"authorization.pass",
             [](auto &o, auto &s) {
                 return takePassword(o.password, s);
             }},
    KnownKey{"authorization.token",
             [](auto &o, auto &s) {
                 return takePassword(o.token, s);
             }},
    KnownKey{"authorization.timeout",
             [](auto &o, auto &s) {
                 return takeTime(o.authTimeout, s);
             }},
    KnownKey{"authorization.users[].user",
             [](auto &o, auto &s) {
                 return takeText(o.users.back().name, s);
             }},
    KnownKey{"authorization.users[].username",
             [](auto &o, auto &s) {
                 return takeText(o.users.back().name, s);
             }},
    KnownKey{"authorization.users[].password",
             [](auto &o, auto &s) {
                 return takePassword(o.users.back().password, s);
             }},
    KnownKey{"authorization.users[].pass",
             [](auto &o, auto &s) {
                 return takePassword(o.users.back().password, s);
             }},
};

} // namespace

SettingTaken applySetting(BrokerOptions &options, std::string_view key, const BrokerSetting &setting)
{
    const auto *const known = std::ranges::find(knownKeys, key, &KnownKey::key);
    if (known == knownKeys.end())
        return SettingTaken::UnknownKey;
    return known->apply(options, setting) ? SettingTaken::Yes : SettingTaken::DoesNotFit;
}

} // namespace gnat
