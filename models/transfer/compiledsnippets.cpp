// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "transfer/literals.h"
#include "transfer/snippets.h"
#include "transfer/snippets_p.h"

namespace gnat {

std::vector<HeaderField> fieldsOf(const MessageView &message)
{
    auto block = HeaderBlock::parse(message.headers);
    return block ? std::move(block->fields) : std::vector<HeaderField>();
}

bool isAllText(const MessageView &message)
{
    return isUtf8(message.subject) && isUtf8(message.reply) && isUtf8(message.headers);
}

namespace {

std::string cMessage(const MessageView &message)
{
    // An array and not a pointer, so that sizeof counts NULs within the payload; its own NUL does not belong to it.
    std::string out = "    {\n        static const char payload[] = " + cString(message.payload) + ";\n";
    out += "        natsMsg *msg = NULL;\n        if (s == NATS_OK)\n            s = natsMsg_Create(&msg, " +
           cString(message.subject) + ", " + (message.reply.empty() ? "NULL" : cString(message.reply)) +
           ", payload, (int)sizeof(payload) - 1);\n";
    for (const auto &field : fieldsOf(message))
        out += "        if (s == NATS_OK)\n            s = natsMsgHeader_Add(msg, " + cString(field.key) + ", " +
               cString(field.value) + ");\n";
    out += "        if (s == NATS_OK)\n            s = natsConnection_PublishMsg(nc, msg);\n"
           "        natsMsg_Destroy(msg);\n    }\n";
    return out;
}

std::string goMessage(const MessageView &message)
{
    std::string out = "\t{\n\t\tmsg := nats.NewMsg(" + goString(message.subject) + ")\n";
    if (!message.reply.empty())
        out += "\t\tmsg.Reply = " + goString(message.reply) + '\n';
    for (const auto &field : fieldsOf(message))
        out += "\t\tmsg.Header.Add(" + goString(field.key) + ", " + goString(field.value) + ")\n";
    if (!message.payload.empty())
        out += "\t\tmsg.Data = []byte(" + goString(message.payload) + ")\n";
    return out + "\t\tif err := nc.PublishMsg(msg); err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t}\n";
}

} // namespace

std::string cProgram(const std::vector<MessageView> &messages, std::string_view server)
{
    std::string out = "/* cc message.c -lnats */\n#include <nats/nats.h>\n#include <stdio.h>\n\nint main(void)\n{\n"
                      "    natsConnection *nc = NULL;\n    natsStatus s = natsConnection_ConnectTo(&nc, " +
                      cString(server) + ");\n";
    for (const auto &message : messages)
        out += cMessage(message);
    return out + "    if (s == NATS_OK)\n        s = natsConnection_FlushTimeout(nc, 5000);\n    if (s != NATS_OK)\n"
                 "        fprintf(stderr, \"%s\\n\", natsStatus_GetText(s));\n    natsConnection_Destroy(nc);\n"
                 "    nats_Close();\n    return s == NATS_OK ? 0 : 1;\n}\n";
}

std::string goProgram(const std::vector<MessageView> &messages, std::string_view server)
{
    std::string out = "package main\n\nimport (\n\t\"log\"\n\n\t\"github.com/nats-io/nats.go\"\n)\n\nfunc main() {\n"
                      "\tnc, err := nats.Connect(" +
                      goString(server) + ")\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tdefer nc.Close()\n";
    for (const auto &message : messages)
        out += goMessage(message);
    return out + "\tif err := nc.Flush(); err != nil {\n\t\tlog.Fatal(err)\n\t}\n}\n";
}

} // namespace gnat
