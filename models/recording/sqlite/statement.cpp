// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/sqlite/statement_p.h"

#include "recording/sqlite/database_p.h"

#include <sqlite3.h>

#include <utility>

namespace gnat::sqlite {

void Statement::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3_stmt *statement, QString name) : m_statement(statement), m_name(std::move(name)) {}

void Statement::noteBind(int code)
{
    if (code != SQLITE_OK)
        m_bindFailure = code;
}

void Statement::bind(int parameter, std::int64_t value)
{
    noteBind(sqlite3_bind_int64(m_statement.get(), parameter, value));
}

void Statement::bindNull(int parameter)
{
    noteBind(sqlite3_bind_null(m_statement.get(), parameter));
}

void Statement::bindBlob(int parameter, std::string_view bytes)
{
    // A null pointer would bind NULL.
    const char *data = bytes.empty() ? "" : bytes.data();
    noteBind(sqlite3_bind_blob64(m_statement.get(), parameter, data, bytes.size(), nullptr /* SQLITE_STATIC */));
}

void Statement::bindText(int parameter, const QString &text)
{
    const auto utf8 = text.toUtf8();
    // The value that makes SQLite copy is -1 as a pointer; its macro is an old-style cast.
    const auto copy = reinterpret_cast<sqlite3_destructor_type>(-1);
    noteBind(sqlite3_bind_text64(m_statement.get(), parameter, utf8.constData(),
                                 static_cast<sqlite3_uint64>(utf8.size()), copy, SQLITE_UTF8));
}

void Statement::bindText(int parameter, std::string_view text)
{
    noteBind(sqlite3_bind_text64(m_statement.get(), parameter, text.empty() ? "" : text.data(), text.size(), nullptr,
                                 SQLITE_UTF8));
}

void Statement::bindValue(int parameter, const Statement &row, int column)
{
    noteBind(sqlite3_bind_value(m_statement.get(), parameter, sqlite3_column_value(row.m_statement.get(), column)));
}

Result<bool> Statement::step()
{
    const int code = m_bindFailure ? m_bindFailure : sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        reset();
        return false;
    }
    auto error = errorFor(sqlite3_db_handle(m_statement.get()), code, m_name);
    m_bindFailure = 0;
    reset();
    return error;
}

Result<void> Statement::run()
{
    for (;;) {
        const auto more = step();
        if (!more)
            return more.error();
        if (!more.value())
            return {};
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

std::int64_t Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

std::string_view Statement::bytes(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    if (!data)
        return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

QString Statement::text(int column) const
{
    const auto utf8 = bytes(column);
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace gnat::sqlite
