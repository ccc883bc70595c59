// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/config/configkeys_p.h"

#include <cstdint>
#include <type_traits>
#include <utility>

namespace gnat {

/// What the tables of keys are made of: "this key fills that field". A 0 stands for the default, as with nats-server.

template <typename Field, typename Value>
Result<void> storeConfig(Field &field, Result<Value> value)
{
    if (!value)
        return value.error();
    field = static_cast<Field>(std::move(value).value());
    return {};
}

template <auto Field, typename T>
Result<void> takeText(T &target, const ConfigEntry &entry)
{
    return storeConfig(target.*Field, configText(entry));
}

template <auto Field, typename T>
Result<void> takeFlag(T &target, const ConfigEntry &entry)
{
    return storeConfig(target.*Field, configFlag(entry));
}

/// A count or a number of bytes up to `most`.
template <auto Field, std::int64_t most, typename T>
Result<void> takeNumber(T &target, const ConfigEntry &entry)
{
    const auto number = configInteger(entry, 0, most);
    if (!number)
        return number.error();
    target.*Field = T{}.*Field;
    if (number.value() > 0)
        target.*Field = static_cast<std::remove_reference_t<decltype(target.*Field)>>(number.value());
    return {};
}

template <auto Field, Result<std::chrono::milliseconds> (*Read)(const ConfigEntry &), typename T>
Result<void> takeTime(T &target, const ConfigEntry &entry)
{
    const auto time = Read(entry);
    if (!time)
        return time.error();
    target.*Field = time.value().count() == 0 ? T{}.*Field : time.value();
    return {};
}

/// Every interface is written out.
template <auto Field, typename T>
Result<void> takeHost(T &target, const ConfigEntry &entry)
{
    auto stored = takeText<Field>(target, entry);
    if (stored && (target.*Field).empty())
        target.*Field = "0.0.0.0";
    return stored;
}

template <auto Field, typename T>
Result<void> takePort(T &target, const ConfigEntry &entry)
{
    const auto port = configInteger(entry, -1, 65535);
    if (!port)
        return port.error();
    target.*Field = T{}.*Field;
    if (port.value() != 0)
        target.*Field = static_cast<int>(port.value());
    return {};
}

/// "host:port", or a port alone, which leaves the host as it is.
template <auto Host, auto Port, typename T>
Result<void> takeAddress(T &target, const ConfigEntry &entry)
{
    const auto address = configAddress(entry);
    if (!address)
        return address.error();
    target.*Port = T{}.*Port;
    if (address.value().port != 0)
        target.*Port = address.value().port;
    if (address.value().host)
        target.*Host = address.value().host->empty() ? "0.0.0.0" : *address.value().host;
    return {};
}

} // namespace gnat
