// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/messageprinter.h"

#include "base/text.h"
#include "core/headerblock.h"
#include "transfer/ndjson.h"

namespace gnat::terminal {

namespace {

void append(QByteArray &out, std::string_view bytes)
{
    out.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

void appendHeaders(QByteArray &out, std::string_view raw)
{
    const auto block = HeaderBlock::parse(raw);
    if (!block)
        return;
    if (block->status)
        out.append("Status: ").append(QByteArray::number(block->status)).append('\n');
    for (const auto &field : block->fields) {
        append(out, field.key);
        out.append(": ");
        append(out, field.value);
        out.append('\n');
    }
    out.append('\n');
}

void appendText(QByteArray &out, const MessageView &message, quint64 number)
{
    out.append("[#").append(QByteArray::number(number)).append("] Received on \"");
    append(out, message.subject);
    out.append('"');
    if (!message.reply.empty()) {
        out.append(" with reply \"");
        append(out, message.reply);
        out.append('"');
    }
    out.append('\n');
    appendHeaders(out, message.headers);
    append(out, message.payload);
    out.append("\n\n");
}

} // namespace

void appendMessage(QByteArray &out, const MessageView &message, quint64 number, PrintForm form)
{
    switch (form) {
    case PrintForm::Text:
        appendText(out, message, number);
        break;
    case PrintForm::Raw:
        append(out, message.payload);
        out.append('\n');
        break;
    case PrintForm::Json:
        appendNdjson(out, message, number);
        break;
    }
}

} // namespace gnat::terminal
