// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "transfer/literals.h"
#include "transfer/snippets.h"
#include "transfer/snippets_p.h"

#include <algorithm>

namespace gnat {

namespace {

std::string base64(std::string_view bytes)
{
    return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())).toBase64().toStdString();
}

std::string jsPayload(std::string_view payload)
{
    if (isUtf8(payload))
        return jsString(payload);
    return "Uint8Array.from(atob(\"" + base64(payload) + "\"), (c) => c.charCodeAt(0))";
}

std::string jsMessage(const MessageView &message)
{
    if (!isAllText(message))
        return std::string("// ") + notTextComment + '\n';
    const auto fields = fieldsOf(message);
    std::string out = "{\n";
    if (!fields.empty())
        out += "  const h = headers();\n";
    for (const auto &field : fields)
        out += "  h.append(" + jsString(field.key) + ", " + jsString(field.value) + ");\n";
    std::string options;
    if (!message.reply.empty())
        options += "reply: " + jsString(message.reply);
    if (!fields.empty())
        options += (options.empty() ? "" : ", ") + std::string("headers: h");
    out += "  nc.publish(" + jsString(message.subject) + ", " + jsPayload(message.payload);
    return out + (options.empty() ? "" : ", { " + options + " }") + ");\n}\n";
}

/// nats-py takes a dict: one value a key.
std::string pythonHeaders(const std::vector<HeaderField> &fields)
{
    std::string dict;
    std::string comments;
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        const auto isSameKey = [&](const HeaderField &other) {
            return other.key == field->key;
        };
        const auto entry = pythonString(field->key) + ": " + pythonString(field->value);
        if (std::any_of(fields.begin(), field, isSameKey))
            comments += "        # nats-py sends one value for each key; left out: " + entry + '\n';
        else
            dict += (dict.empty() ? "" : ", ") + entry;
    }
    return comments + "        headers={" + dict + "},\n";
}

std::string pythonMessage(const MessageView &message)
{
    if (!isAllText(message))
        return std::string("    # ") + notTextComment + '\n';
    std::string out = "    await nc.publish(\n        " + pythonString(message.subject) + ",\n        " +
                      pythonBytes(message.payload) + ",\n";
    if (!message.reply.empty())
        out += "        reply=" + pythonString(message.reply) + ",\n";
    if (const auto fields = fieldsOf(message); !fields.empty())
        out += pythonHeaders(fields);
    return out + "    )\n";
}

/// The nats command runs bodies and header values through Go's templates.
std::string withoutTemplates(std::string_view text)
{
    std::string out;
    for (auto open = text.find("{{"); open != std::string_view::npos; open = text.find("{{")) {
        out += text.substr(0, open);
        out += "{{\"{{\"}}";
        text.remove_prefix(open + 2);
    }
    return out.append(text);
}

bool isPrintable(std::string_view text)
{
    constexpr std::size_t longestWord = 64 * 1024; // the system limits the words of a command
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    };
    return text.size() <= longestWord && isUtf8(text) && std::ranges::none_of(text, isControl);
}

bool looksLikeFlag(std::string_view word)
{
    return word.starts_with('-') || word.starts_with('@');
}

/// `server`: a word of the shell.
std::string natsCommand(const MessageView &message, const std::string &server)
{
    const auto fields = fieldsOf(message);
    bool canSay = isPrintable(message.subject) && isPrintable(message.reply);
    for (const auto &field : fields)
        canSay = canSay && isPrintable(field.key) && isPrintable(field.value);
    if (!canSay)
        return "# A message is left out: its subject, reply or headers hold bytes that the nats command cannot take.\n";
    const auto body = withoutTemplates(message.payload);
    const bool isPiped = !isPrintable(message.payload);
    std::string out = isPiped ? "printf %s '" + base64(body) + "' | base64 -d | " : std::string();
    out += "nats pub --server=" + server;
    if (isPiped)
        out += " --force-stdin";
    if (!message.reply.empty())
        out += " --reply=" + shellWord(message.reply);
    for (const auto &field : fields)
        out += " --header=" + shellWord(std::string(field.key) + ':' + withoutTemplates(field.value));
    const auto subject = withoutTemplates(message.subject);
    if (looksLikeFlag(subject) || (!isPiped && looksLikeFlag(body)))
        out += " --";
    out += ' ' + shellWord(subject);
    return (isPiped ? out : out + ' ' + shellWord(body)) + '\n';
}

} // namespace

std::string jsProgram(const std::vector<MessageView> &messages, std::string_view server)
{
    std::string out = "import { connect, headers } from \"@nats-io/transport-node\";\n\n"
                      "const nc = await connect({ servers: " +
                      jsString(server) + " });\n";
    for (const auto &message : messages)
        out += jsMessage(message);
    return out + "await nc.drain();\n";
}

std::string pythonProgram(const std::vector<MessageView> &messages, std::string_view server)
{
    std::string out = "import asyncio\n\nimport nats\n\n\nasync def main():\n    nc = await nats.connect(" +
                      pythonString(server) + ")\n";
    for (const auto &message : messages)
        out += pythonMessage(message);
    return out + "    await nc.drain()\n\n\nasyncio.run(main())\n";
}

std::string natsCommands(const std::vector<MessageView> &messages, std::string_view server)
{
    std::string out;
    for (const auto &message : messages)
        out += natsCommand(message, shellWord(server));
    return out;
}

std::string natsScriptHead(std::string_view server)
{
    return "#!/bin/sh\n"
           "# Publishes messages with the nats command, https://github.com/nats-io/natscli, one after the other.\n"
           "# Replies are not waited for. Another server: NATS_URL=nats://host:port sh FILE\n"
           "set -eu\n"
           "server=${NATS_URL:-" +
           shellWord(server) + "}\n";
}

std::string natsScriptLine(const MessageView &message)
{
    return natsCommand(message, "\"$server\"");
}

} // namespace gnat
