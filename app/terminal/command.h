// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

class QJsonObject;

namespace gnat::terminal {

/// What the program returns to its caller.
enum ExitCode {
    Success = 0,
    Failed = 1,
    WrongUsage = 2,
    Interrupted = 130 ///< before it was done, by Ctrl+C or SIGTERM; as shells tell of Ctrl+C
};

/// What a command was called with: the words behind its name and its flags.
struct Invocation
{
    QStringList words;
    const QCommandLineParser &flags;
};

/// A sub-command: an entry of the list in main.cpp. `run` returns an ExitCode.
struct Command
{
    QString name;
    QStringList aliases;
    QString usage; ///< what stands behind the name, "SUBJECT [PAYLOAD]"
    QString summary;
    QList<QCommandLineOption> options;
    std::function<int(const Invocation &)> run;
    std::function<QStringList(const QStringList &)> rewrite = {}; ///< what was typed, into what the parser understands
};

Command brokerCommand();
Command compareCommand();
Command cutCommand();
Command exportCommand();
Command importCommand();
Command inspectCommand();
Command maskCommand();
Command mergeCommand();
Command pubCommand();
Command reaskCommand();
Command recordCommand();
Command replayCommand();
Command replyCommand();
Command requestCommand();
Command salvageCommand();
Command searchCommand();
Command subCommand();

/// Words for a person, to standard error, with a line end.
void say(const QString &text);
/// "gnatcatcher-cli: <text>" to standard error; returns Failed.
int fail(const QString &text);
/// The same with a hint at --help; returns WrongUsage.
int refuseUsage(const QString &text);
/// Says it as a failure if it is none of usage (NotPermitted), else as refuseUsage().
int refuse(const Error &error);
/// Data to standard output; false if nobody reads it any more.
[[nodiscard]] bool print(const QByteArray &data);

/// An object as a line of its own, for --json.
QByteArray jsonLine(const QJsonObject &object);

/// --json, the same words everywhere.
QCommandLineOption jsonOption();

/// The value of a flag as a number of at least `least`; `fallback` where the flag is absent. Nothing if it is no such
/// number.
std::optional<qint64> numberFlag(const QCommandLineParser &flags, const QString &name, qint64 fallback,
                                 qint64 least = 0);
/// The value of a flag as a duration in ms ("10s", "1m30s"); nothing if it is none.
std::optional<qint64> durationFlag(const QCommandLineParser &flags, const QString &name, qint64 fallbackMs);

} // namespace gnat::terminal
