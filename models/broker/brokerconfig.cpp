// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/brokerconfig.h"

#include "broker/brokerconfigkeys_p.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace gnat {

namespace {

/// Counts lines while the parser walks over the text, because its events carry no position.
class CountingIterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    CountingIterator(const char *at, std::size_t *line) : m_at(at), m_line(line) {}
    reference operator*() const { return *m_at; }
    CountingIterator &operator++()
    {
        *m_line += *m_at == '\n' ? 1 : 0;
        ++m_at;
        return *this;
    }
    bool operator==(const CountingIterator &other) const { return m_at == other.m_at; }
    bool operator!=(const CountingIterator &other) const { return m_at != other.m_at; }

private:
    const char *m_at;
    std::size_t *m_line;
};

/// Takes the JSON events and applies each value to the options.
class ConfigReader
{
public:
    ConfigReader(BrokerOptions &options, const std::size_t &line) : m_options(options), m_line(line) {}

    const std::string &problem() const { return m_problem; }

    // --- events of the JSON parser; false ends it ---
    bool null() { return refuse("has no value"); }
    bool boolean(bool value)
    {
        BrokerSetting setting;
        setting.type = BrokerSetting::Type::Flag;
        setting.flag = value;
        return apply(setting);
    }
    bool number_integer(std::int64_t value) { return number(static_cast<double>(value)); }
    bool number_unsigned(std::uint64_t value) { return number(static_cast<double>(value)); }
    bool number_float(double value, const std::string & /*text*/) { return number(value); }
    bool string(std::string &value)
    {
        BrokerSetting setting;
        setting.text = std::move(value);
        return apply(setting);
    }
    bool binary(std::vector<std::uint8_t> & /*value*/) { return refuse("has no usable value"); }
    bool start_object(std::size_t /*count*/)
    {
        if (m_isUsers && m_key.empty())
            m_options.users.emplace_back();
        else if (m_key == "authorization" && m_prefix.empty())
            m_prefix = "authorization.";
        else if (!m_key.empty())
            return refuse("is not known or not supported by this broker");
        m_key.clear();
        ++m_depth;
        return true;
    }
    bool key(std::string &value)
    {
        m_key = value;
        m_keyLine = m_line;
        return true;
    }
    bool end_object()
    {
        --m_depth;
        if (m_depth == 1)
            m_prefix.clear();
        m_key.clear();
        return true;
    }
    bool start_array(std::size_t /*count*/)
    {
        if (m_prefix + m_key != "authorization.users")
            return refuse(m_depth == 0 ? "must be an object" : "is not known or not supported by this broker");
        m_isUsers = true;
        m_prefix = "authorization.users[].";
        m_key.clear();
        return true;
    }
    bool end_array()
    {
        m_isUsers = false;
        m_prefix = "authorization.";
        return true;
    }
    bool parse_error(std::size_t /*position*/, const std::string &lastToken, const std::exception & /*why*/)
    {
        m_problem = "Line " + std::to_string(m_line) + ": this is not valid JSON near '" + lastToken + "'.";
        return false;
    }

private:
    bool number(double value)
    {
        BrokerSetting setting;
        setting.type = BrokerSetting::Type::Number;
        setting.number = value;
        return apply(setting);
    }
    bool refuse(std::string_view why)
    {
        m_problem = m_key.empty() ? "Line " + std::to_string(m_line) + ": the configuration "
                                  : "Line " + std::to_string(m_keyLine) + ": \"" + m_key + "\" ";
        m_problem.append(why).append(".");
        return false;
    }
    bool apply(const BrokerSetting &setting)
    {
        if (m_depth == 0)
            return refuse("must be an object");
        const auto path = m_prefix + m_key;
        const auto taken = applySetting(m_options, path, setting);
        if (taken == SettingTaken::UnknownKey)
            return refuse("is not known or not supported by this broker");
        if (taken == SettingTaken::DoesNotFit)
            return refuse(setting.text.starts_with("$2") ? "is a bcrypt hash, which this broker does not support"
                                                         : "has a value that does not fit");
        return true;
    }

    BrokerOptions &m_options;
    const std::size_t &m_line;
    std::string m_prefix;
    std::string m_key;
    std::string m_problem;
    std::size_t m_keyLine = 1;
    int m_depth = 0;
    bool m_isUsers = false;
};

} // namespace

Result<BrokerOptions> parseBrokerOptions(std::string_view json, BrokerOptions base)
{
    std::size_t line = 1;
    ConfigReader reader(base, line);
    const CountingIterator begin(json.data(), &line);
    const CountingIterator end(json.data() + json.size(), &line);
    if (!nlohmann::json::sax_parse(begin, end, &reader))
        return Error{ErrorKind::InvalidInput, reader.problem()};
    const auto hasName = [&base](const BrokerUser &user) {
        return user.name == base.noAuthUser;
    };
    if (!base.noAuthUser.empty() && std::ranges::none_of(base.users, hasName))
        return Error{ErrorKind::InvalidInput,
                     "\"no_auth_user\" names \"" + base.noAuthUser + "\", who is not among the users."};
    return base;
}

Result<BrokerOptions> readBrokerOptions(const std::string &path, BrokerOptions base)
{
    std::ifstream file(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file.is_open() || file.bad())
        return Error{ErrorKind::NotFound,
                     "The configuration file " + path + " cannot be read: " + std::strerror(errno) + "."};
    auto options = parseBrokerOptions(text, std::move(base));
    if (!options)
        return Error{options.error().kind, path + ": " + options.error().message};
    return options;
}

} // namespace gnat
