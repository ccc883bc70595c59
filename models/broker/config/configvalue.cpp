// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/configvalue.h"

#include <algorithm>
#include <cctype>

namespace gnat {

std::string lowerConfigKey(std::string_view key)
{
    std::string result(key);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return std::tolower(c); });
    return result;
}

const char *configTypeName(ConfigValue::Type type)
{
    switch (type) {
    case ConfigValue::Type::Text:
        return "text";
    case ConfigValue::Type::Integer:
        return "a whole number";
    case ConfigValue::Type::Real:
        return "a number with a fraction";
    case ConfigValue::Type::Flag:
        return "true or false";
    case ConfigValue::Type::Date:
        return "a date";
    case ConfigValue::Type::List:
        return "a list";
    case ConfigValue::Type::Map:
        break;
    }
    return "a map";
}

} // namespace gnat
