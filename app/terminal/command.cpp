// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/command.h"

#include "base/duration.h"
#include "base/text.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <limits>

namespace gnat::terminal {

void say(const QString &text)
{
    const auto bytes = text.toUtf8();
    std::fprintf(stderr, "%s\n", bytes.constData());
}

int fail(const QString &text)
{
    say(QStringLiteral("gnatcatcher-cli: ") + text);
    return Failed;
}

int refuseUsage(const QString &text)
{
    say(QStringLiteral("gnatcatcher-cli: ") + text);
    say(QCoreApplication::translate("Terminal", "Try 'gnatcatcher-cli --help'."));
    return WrongUsage;
}

int refuse(const Error &error)
{
    return error.kind == ErrorKind::NotPermitted ? fail(errorText(error)) : refuseUsage(errorText(error));
}

bool print(const QByteArray &data)
{
    const auto size = static_cast<std::size_t>(data.size());
    return std::fwrite(data.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
}

QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QCommandLineOption jsonOption()
{
    return {QStringLiteral("json"), QCoreApplication::translate("Terminal", "Print JSON, one object a line.")};
}

std::optional<qint64> numberFlag(const QCommandLineParser &flags, const QString &name, qint64 fallback, qint64 least)
{
    if (!flags.isSet(name))
        return fallback;
    bool isNumber = false;
    const auto number = flags.value(name).toLongLong(&isNumber);
    return isNumber && number >= least ? std::optional(number) : std::nullopt;
}

std::optional<qint64> durationFlag(const QCommandLineParser &flags, const QString &name, qint64 fallbackMs)
{
    if (!flags.isSet(name))
        return fallbackMs;
    const auto duration = parseDurationMs(flags.value(name));
    return duration && *duration <= std::numeric_limits<int>::max() ? duration : std::nullopt; // as far as timers count
}

} // namespace gnat::terminal
