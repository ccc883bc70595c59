// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace gnat {

/// Writes JSON straight into a text, without a tree: a monitoring answer about thousands of connections costs
/// milliseconds. The form is that of Go's encoder, indented or not, `<`, `>` and `&` escaped, so that answers can be
/// compared with nats-server's. The caller opens and closes objects and arrays in order.
class JsonText
{
public:
    enum class Form { Compact, Indented };

    explicit JsonText(Form form) : m_isIndented(form == Form::Indented) {}

    void beginObject() { begin('{'); }
    void endObject() { end('}'); }
    void beginArray() { begin('['); }
    void endArray() { end(']'); }
    /// What comes next is the value of this member.
    JsonText &key(std::string_view name);

    /// Values of an array, or the whole text.
    void value(std::string_view text);
    /// Members of an object.
    void field(std::string_view name, std::string_view text) { key(name).value(text); }
    void field(std::string_view name, const char *text) { field(name, std::string_view(text)); }
    void field(std::string_view name, bool value) { raw(name, value ? "true" : "false"); }
    template <std::integral Number>
    void field(std::string_view name, Number number)
    {
        raw(name, std::to_string(number));
    }
    void field(std::string_view name, double number);
    void object(std::string_view name) { raw(name, "{}"); }
    void nullField(std::string_view name) { raw(name, "null"); }
    /// Only if there is something to say, as Go's "omitempty".
    void someField(std::string_view name, std::string_view text)
    {
        if (!text.empty())
            field(name, text);
    }
    template <std::integral Number>
    void someField(std::string_view name, Number number)
    {
        if (number != 0)
            field(name, number);
    }
    void someField(std::string_view name, bool value)
    {
        if (value)
            field(name, value);
    }
    void someField(std::string_view name, double number)
    {
        if (number != 0)
            field(name, number);
    }

    const std::string &text() const { return m_text; }
    std::string take() { return std::move(m_text); }

private:
    void begin(char bracket);
    void end(char bracket);
    void next();
    void breakLine();
    void raw(std::string_view name, std::string_view text) { key(name).append(text); }
    void append(std::string_view text);
    void quote(std::string_view text);

    std::string m_text;
    int m_depth = 0;
    bool m_isIndented;
    bool m_isFirst = true;    ///< nothing stands yet in the object or array at hand
    bool m_isValueDue = true; ///< a key was written, or nothing yet
};

} // namespace gnat
