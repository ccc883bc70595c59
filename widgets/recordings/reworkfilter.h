// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchangeverdict.h"
#include "core/result.h"
#include "flow/messagesource.h"

#include <QString>

class QWidget;

namespace gnat {

class FilterEdit;

/// What a list is filtered by, and what it knows of requests and replies.
struct ListFilter
{
    QString text = {};
    FindExchange exchanges = exchangeByShape;
};

/// A filter field for a dialog, which shows what is wrong with the text.
FilterEdit *makeReworkFilter(const QString &text, QWidget *parent);
/// Its text; the error says what is wrong with it, which then shows in the field, too.
Result<QString> checkedFilter(FilterEdit &field);

/// What the text says of the recording at `path`, from whose end `last:` counts back; null: all messages. Requests and
/// replies are judged by `exchanges`, so that a dialog and the list mean the same by `is:request`. Reads the file's
/// totals: for worker threads.
Result<MessagePredicate> recordingPredicate(const QString &text, const QString &path, const FindExchange &exchanges);

} // namespace gnat
