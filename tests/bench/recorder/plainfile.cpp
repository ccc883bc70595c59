// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainfile.h"

#include "core/clock.h"

#include <QFile>

#include <array>
#include <string>

#include <unistd.h>

namespace gnat::bench {

namespace {

constexpr std::size_t pieceBytes = 1024 * 1024;
using Head = std::array<std::int64_t, 4>;

void append(std::string &bytes, const MessageView &message)
{
    const Head head{message.atNs, static_cast<std::int64_t>(message.subscription.number()),
                    static_cast<std::int64_t>(message.subject.size() << 32U | message.headers.size()),
                    static_cast<std::int64_t>(message.reply.size() << 32U | message.payload.size())};
    bytes.append(reinterpret_cast<const char *>(head.data()), sizeof head);
    bytes.append(message.subject).append(message.reply).append(message.headers).append(message.payload);
}

void write(QFile &file, std::string &bytes)
{
    const auto size = static_cast<qint64>(bytes.size());
    if (file.write(bytes.data(), size) != size)
        qFatal("the plain file failed: %s", qPrintable(file.errorString()));
    bytes.clear();
}

} // namespace

double writePlainFile(const QString &path, const std::vector<std::unique_ptr<MessageBatch>> &batches)
{
    const auto begin = monotonicNanoseconds();
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        qFatal("the plain file failed: %s", qPrintable(file.errorString()));
    std::string bytes;
    bytes.reserve(2 * pieceBytes);
    for (const auto &batch : batches) {
        for (std::size_t i = 0; i < batch->size(); ++i) {
            append(bytes, batch->at(i));
            if (bytes.size() >= pieceBytes)
                write(file, bytes);
        }
    }
    write(file, bytes);
    if (::fsync(file.handle()) != 0)
        qFatal("the plain file was not synced");
    return static_cast<double>(monotonicNanoseconds() - begin) / 1e9;
}

} // namespace gnat::bench
