// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <string_view>

struct sqlite3_stmt;

namespace gnat::sqlite {

/// A prepared statement. Made by Database::prepare, which must outlive it. One thread at a time. A failed bind shows
/// at the next step(). Parameters count from 1, columns from 0, as in SQLite.
class Statement
{
public:
    /// Takes over `statement`; `name` is the file's name for error sentences.
    Statement(sqlite3_stmt *statement, QString name);

    void bind(int parameter, std::int64_t value);
    void bindNull(int parameter);
    /// Without a copy: the bytes must live until step() returned. Empty bytes are an empty blob, not NULL.
    void bindBlob(int parameter, std::string_view bytes);
    void bindText(int parameter, const QString &text);
    /// UTF-8, without a copy: the bytes must live until step() returned.
    void bindText(int parameter, std::string_view text);
    /// As it stands in a column of another statement's row.
    void bindValue(int parameter, const Statement &row, int column);

    /// True: there is a row. False: done, and the statement is reset.
    Result<bool> step();
    /// Steps to the end, for statements without rows.
    Result<void> run();
    void reset();

    std::int64_t number(int column) const;
    bool isNull(int column) const;
    /// Bytes of a blob or text; they live until the next step() or reset().
    std::string_view bytes(int column) const;
    QString text(int column) const;

private:
    struct Finalizer
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    void noteBind(int code);

    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
    QString m_name;
    int m_bindFailure = 0;
};

} // namespace gnat::sqlite
