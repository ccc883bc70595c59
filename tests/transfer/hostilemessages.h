// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batchbuilder.h"
#include "core/headerblock.h"

#include <QTest>

#include <string>
#include <vector>

namespace gnat::test {

/// Payloads that break careless quoting, each of them once, under subjects and headers of the same kind.
class HostileMessages
{
public:
    HostileMessages()
    {
        using namespace std::string_literals;
        const std::vector<std::string> payloads = {
            "plain"s,
            ""s,
            "it's \"quoted\" \\ and \\n"s,
            "two\nlines\r\nand\ta tab\n"s,
            "?\?=define ?\?/ ?\? trigraphs ?\?\?)"s,
            "$HOME `id` ${x} $(ls) !! #{y} %s %d *?[a]~"s,
            "nul\0inside\0"s,
            "\x01\x7f\x80\xff\xfe 1234\xc3"s,
            "\x01"
            "1 digits behind \x1f"
            "7"s,
            "ünïcödé 日本語 🐦 \u202ertl\u202c \ufeff\u200b\u2028 \u0085"s,
            "{{Count}} {{ .Body }} {{{ }} {{\"x\"}}"s,
            "-dash --flag"s,
            "@file"s,
            "'''"s,
            "\"\"\" b'' */ // <!-- </script>"s,
            "\xed\xa0\x80 a surrogate"s,
        };
        BatchBuilder builder{SourceId(1)};
        int number = 0;
        for (const auto &payload : payloads) {
            const auto subject = "hostile." + std::to_string(number) + (number % 3 == 0 ? ".it's-$x" : ".plain");
            const auto reply = number % 2 == 0 ? std::string() : "reply." + std::to_string(number) + ".\"q\"";
            const auto headers =
                number % 4 == 1 ? makeHeaderBlock({{"K", "it's"}, {"X-Path", "C:\\new\"${a}\""}}) : std::string();
            const auto twice =
                number % 4 == 3 ? makeHeaderBlock({{"K", "one"}, {"K", "{{two}}"}, {"k", "ä"}}) : headers;
            QVERIFY(builder.append({subject, reply, twice, payload}, number, SubscriptionId(1)));
            ++number;
        }
        m_batch = builder.take(1);
        for (std::size_t i = 0; i < m_batch->size(); ++i)
            views.push_back(m_batch->at(i));
    }

    std::vector<MessageView> views;

private:
    BatchPtr m_batch;
};

} // namespace gnat::test
