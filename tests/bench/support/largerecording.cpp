// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/support/largerecording.h"

#include "recording/recordingbuilder.h"

#include <QFileInfo>

#include <array>
#include <cstdio>
#include <random>
#include <string>

namespace gnat::bench {

namespace {

constexpr qint64 beganNs = 1'700'000'000'000'000'000;
constexpr qint64 stepNs = 50'000;
constexpr quint64 perLook = 200'000; ///< messages between two looks at the size of the file
constexpr quint64 perExchange = 100;
constexpr quint64 perPage = 400;
constexpr quint64 perNeedle = 1'000'000;
constexpr const char *words[] = {"valve",  "pump",   "belt",   "motor", "drive",
                                 "cooler", "filter", "sensor", "relay", "gate"};

class Generator
{
public:
    explicit Generator(RecordingBuilder &builder) : m_builder(builder) {}

    Result<void> append()
    {
        m_reply.clear();
        if (m_number % perExchange == 1)
            request();
        else if (m_number % perExchange == 2)
            answer();
        else
            telemetry();
        MessageView message;
        message.subject = m_subject;
        message.reply = m_reply;
        message.payload = m_payload;
        message.atNs = beganNs + static_cast<qint64>(m_number) * stepNs;
        message.subscription = SubscriptionId(1);
        ++m_number;
        return m_builder.append(message);
    }

    qint64 lastNs() const { return beganNs + static_cast<qint64>(m_number) * stepNs; }

private:
    void telemetry()
    {
        const auto sensor = m_random() % largeRecordingSubjects;
        m_subject = "plant.line" + std::to_string(sensor % 20) + ".sensor" + std::to_string(sensor);
        std::array<char, 256> text{};
        const char *state = m_number % perNeedle == perNeedle / 2 ? largeRecordingNeedle : "running";
        const int size = std::snprintf(
            text.data(), text.size(),
            R"({"seq":%llu,"part":"%s","celsius":%.3f,"pressure":%.2f,"state":"%s","operator":"shift %u","unit":"%016llx"})",
            static_cast<unsigned long long>(m_number), words[m_random() % std::size(words)],
            20 + static_cast<double>(m_random() % 60'000) / 1000, static_cast<double>(m_random() % 10'000) / 100, state,
            static_cast<unsigned>(m_random() % 12), static_cast<unsigned long long>(m_random()));
        m_payload.assign(text.data(), static_cast<std::size_t>(size));
        if (m_number % perPage == 0)
            page();
    }

    void page()
    {
        while (m_payload.size() < 4000)
            m_payload.append(" ").append(words[m_random() % std::size(words)]);
    }

    void request()
    {
        m_subject = "orders.lookup";
        m_inbox = "_INBOX." + std::to_string(m_random()) + "." + std::to_string(m_number);
        m_reply = m_inbox;
        m_payload = R"({"order":)" + std::to_string(m_random() % 100'000) + "}";
    }

    void answer()
    {
        m_subject = m_inbox;
        m_payload = R"({"customer":"c)" + std::to_string(m_random() % 100'000) + R"(","paid":true})";
    }

    RecordingBuilder &m_builder;
    std::mt19937_64 m_random{1};
    quint64 m_number = 0;
    std::string m_subject;
    std::string m_reply;
    std::string m_inbox;
    std::string m_payload;
};

} // namespace

Result<quint64> writeLargeRecording(const QString &path, qint64 bytes)
{
    RecordingOptions options;
    options.path = path;
    options.connections << RecordedConnection{SourceId(1), QStringLiteral("plant"), {}, {}, {}};
    options.subscriptions << RecordedSubscription{SubscriptionId(1), SourceId(1), ">", {}};
    auto builder = RecordingBuilder::create(options);
    if (!builder)
        return builder.error();
    Generator generator(builder.value());
    while (QFileInfo(path + QStringLiteral(".part")).size() < bytes) {
        for (quint64 i = 0; i < perLook; ++i) {
            if (auto done = generator.append(); !done)
                return done.error();
        }
    }
    if (auto done = builder.value().finish(generator.lastNs()); !done)
        return done.error();
    return builder.value().messages();
}

} // namespace gnat::bench
