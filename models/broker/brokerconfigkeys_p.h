// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/brokerconfig.h"

#include <string>
#include <string_view>

namespace gnat {

/// A value of a configuration file.
struct BrokerSetting
{
    enum class Type { Text, Number, Flag };
    std::string text;
    Type type = Type::Text;
    bool flag = false;
    double number = 0;
};

/// How a value was taken.
enum class SettingTaken { Yes, UnknownKey, DoesNotFit };

/// Applies one value to the options; `key` is its path, "authorization.user" or "authorization.users[].user" (the
/// last user of the list).
SettingTaken applySetting(BrokerOptions &options, std::string_view key, const BrokerSetting &setting);

} // namespace gnat
