// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/permissionkeys_p.h"

#include "broker/config/configfields_p.h"
#include "core/subject.h"

#include <algorithm>
#include <array>

namespace gnat {

namespace {

/// A subject, or a subject and a queue group behind a blank.
bool isSubjectOfRule(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const auto end = text.find_last_not_of(blanks);
    text = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    const auto subject = text.substr(0, text.find_first_of(blanks));
    auto group = text.substr(subject.size());
    group.remove_prefix(std::min(group.find_first_not_of(blanks), group.size()));
    return isValidSubjectOrPattern(subject) && group.find_first_of(blanks) == std::string_view::npos;
}

Result<std::vector<std::string>> readSubjects(const ConfigEntry &entry)
{
    auto subjects = configTexts(entry);
    if (!subjects)
        return subjects;
    const auto wrong = std::ranges::find_if_not(subjects.value(), isSubjectOfRule);
    if (wrong != subjects.value().end())
        return configProblem(entry, "holds \"" + *wrong + "\", which is not a subject");
    return subjects;
}

Result<void> takeAllowed(SubjectRules &rules, const ConfigEntry &entry)
{
    auto subjects = readSubjects(entry);
    if (!subjects)
        return subjects.error();
    rules.allow.reset(); // an empty list allows everything, as with nats-server
    if (!subjects.value().empty())
        rules.allow = std::move(subjects).value();
    return {};
}

Result<void> takeDenied(SubjectRules &rules, const ConfigEntry &entry)
{
    return storeConfig(rules.deny, readSubjects(entry));
}

constexpr std::array<ConfigKey<SubjectRules>, 2> ruleKeys{{{"allow", takeAllowed}, {"deny", takeDenied}}};

template <auto Rules>
Result<void> takeRules(BrokerPermissions &permissions, const ConfigEntry &entry)
{
    auto &rules = permissions.*Rules;
    rules = {};
    if (entry.value.type == ConfigValue::Type::Map)
        return applyConfig<SubjectRules>(rules, entry.value, ruleKeys, entry.key);
    return takeAllowed(rules, entry);
}

Result<void> takeMax(ResponseRules &rules, const ConfigEntry &entry)
{
    const auto max = configInteger(entry, -1'000'000'000, 1'000'000'000);
    if (!max)
        return max.error();
    if (max.value() != 0)
        rules.max = static_cast<int>(std::max<std::int64_t>(max.value(), -1));
    return {};
}

Result<void> takeExpires(ResponseRules &rules, const ConfigEntry &entry)
{
    if (entry.value.type == ConfigValue::Type::Text && entry.value.text.starts_with('-') &&
        parseGoDuration(entry.value.text)) {
        rules.ttl = std::chrono::milliseconds(-1);
        return {};
    }
    return takeTime<&ResponseRules::ttl, configDuration>(rules, entry);
}

constexpr std::array<ConfigKey<ResponseRules>, 7> responseKeys{{{"max", takeMax},
                                                                {"max_msgs", takeMax},
                                                                {"max_messages", takeMax},
                                                                {"max_responses", takeMax},
                                                                {"expires", takeExpires},
                                                                {"expiration", takeExpires},
                                                                {"ttl", takeExpires}}};

Result<void> takeResponses(BrokerPermissions &permissions, const ConfigEntry &entry)
{
    permissions.responses.reset();
    if (entry.value.type == ConfigValue::Type::Flag) {
        if (entry.value.flag)
            permissions.responses.emplace();
        return {};
    }
    if (entry.value.type != ConfigValue::Type::Map)
        return wrongConfigType(entry, "true, false or a map of max and expires");
    return applyConfig<ResponseRules>(permissions.responses.emplace(), entry.value, responseKeys, entry.key);
}

constexpr std::array<ConfigKey<BrokerPermissions>, 8> permissionKeys{{
    {"pub", takeRules<&BrokerPermissions::publish>},
    {"publish", takeRules<&BrokerPermissions::publish>},
    {"import", takeRules<&BrokerPermissions::publish>},
    {"sub", takeRules<&BrokerPermissions::subscribe>},
    {"subscribe", takeRules<&BrokerPermissions::subscribe>},
    {"export", takeRules<&BrokerPermissions::subscribe>},
    {"allow_responses", takeResponses},
    {"publish_allow_responses", takeResponses},
}};

} // namespace

Result<BrokerPermissions> readPermissions(const ConfigEntry &entry)
{
    if (auto map = requireConfigMap(entry); !map)
        return map.error();
    BrokerPermissions permissions;
    if (auto applied = applyConfig<BrokerPermissions>(permissions, entry.value, permissionKeys, entry.key); !applied)
        return applied.error();
    if (permissions.responses && !permissions.publish.allow)
        permissions.publish.allow.emplace(); // who may answer may not publish at will
    return permissions;
}

} // namespace gnat
