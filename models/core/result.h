// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace gnat {

/// What went wrong, for code. The sentence for a person is in Error::message.
enum class ErrorKind {
    InvalidInput,   ///< what was typed, or a file's content, is not valid
    NotFound,       ///< a file, host or subject does not exist
    Exists,         ///< a file is there already and may not be overwritten
    NotPermitted,   ///< the system or the server refused
    Unreachable,    ///< no connection could be made, or it was lost
    LoginRefused,   ///< the server did not accept the login
    NoResponders,   ///< the server knows of nobody who listens on the requested subject
    TimedOut,       ///< no answer in time
    TooLarge,       ///< over a limit: payload, control line, file
    StorageFailure, ///< disk full, file gone, database damaged
    Cancelled,      ///< the user or a shutdown stopped it
    Internal        ///< a defect of ours
};

/// An error as a value: a kind for code and one sentence for a person that names the cause and, where there is
/// something to do about it, what.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    std::string message;
    int cause = 0; ///< result code of the library that reported it, for those who know which; 0: none
};

/// A value or an Error. Check with `if (!result)`, then take value() or error().
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_content(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_content.index() == 0; }
    bool isOk() const { return m_content.index() == 0; }

    T &value() & { return std::get<0>(m_content); }
    const T &value() const & { return std::get<0>(m_content); }
    T &&value() && { return std::get<0>(std::move(m_content)); }
    const Error &error() const { return std::get<1>(m_content); }

private:
    std::variant<T, Error> m_content;
};

/// Success or an Error, for functions without a value. `return {};` means success.
template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    explicit operator bool() const { return !m_error; }
    bool isOk() const { return !m_error; }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

} // namespace gnat
