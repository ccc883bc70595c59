// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/words.h"
#include "terminal/command.h"
#include "translations/translations.h"

#include <QSet>

#include <algorithm>

using namespace gnat::terminal;
using gnat::Words;

namespace {

std::vector<Command> commands()
{
    return {brokerCommand(), subCommand(),     pubCommand(),     requestCommand(), replyCommand(),  recordCommand(),
            replayCommand(), inspectCommand(), exportCommand(),  salvageCommand(), importCommand(), cutCommand(),
            mergeCommand(),  maskCommand(),    compareCommand(), reaskCommand(),   searchCommand()};
}

/// Options of all commands, for finding the command's name wherever it stands.
void addAllOptions(QCommandLineParser &parser, const std::vector<Command> &all)
{
    QSet<QString> known = {QStringLiteral("h"), QStringLiteral("help"), QStringLiteral("v"), QStringLiteral("version")};
    for (const auto &command : all) {
        for (const auto &option : command.options) {
            if (option.flags() & QCommandLineOption::HiddenFromHelp)
                continue;
            QStringList names;
            std::ranges::copy_if(option.names(), std::back_inserter(names),
                                 [&](const QString &n) { return !known.contains(n); });
            if (names.isEmpty())
                continue;
            known += QSet<QString>(names.begin(), names.end());
            parser.addOption({names, option.description(), option.valueName()});
        }
    }
}

void prepare(QCommandLineParser &parser)
{
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, Words::tr("Show this help.")});
    parser.addOption({{QStringLiteral("v"), QStringLiteral("version")}, Words::tr("Show the version.")});
}

QByteArray generalHelp(const std::vector<Command> &all)
{
    QString text = Words::tr("Usage: gnatcatcher-cli COMMAND [options]\n\nCommands:\n");
    for (const auto &command : all)
        text += QStringLiteral("  %1 %2\n")
                    .arg((command.name + QLatin1Char(' ') + command.usage).leftJustified(30), command.summary);
    text += Words::tr("\ngnatcatcher-cli COMMAND --help shows the options of a command.\n");
    return text.toUtf8();
}

QByteArray commandHelp(const Command &command)
{
    QString text = Words::tr("Usage: gnatcatcher-cli %1 [options]\n\n%2\n\nOptions:\n")
                       .arg(QStringLiteral("%1 %2").arg(command.name, command.usage).trimmed(), command.summary);
    for (const auto &option : command.options) {
        if (option.flags() & QCommandLineOption::HiddenFromHelp)
            continue;
        QStringList names;
        for (const auto &name : option.names())
            names.append((name.size() == 1 ? QStringLiteral("-") : QStringLiteral("--")) + name);
        auto left = names.join(QStringLiteral(", "));
        if (!option.valueName().isEmpty())
            left += QLatin1Char(' ') + option.valueName();
        text += QStringLiteral("  %1 %2\n").arg(left.leftJustified(30), option.description());
    }
    return text.toUtf8();
}

const Command *find(const std::vector<Command> &all, const QString &name)
{
    const auto found =
        std::ranges::find_if(all, [&](const Command &c) { return c.name == name || c.aliases.contains(name); });
    return found == all.end() ? nullptr : &*found;
}

int printVersion()
{
    return print("gnatcatcher-cli " GNAT_VERSION "\n") ? Success : Failed;
}

int runCommand(const Command &command, const QStringList &arguments)
{
    QCommandLineParser parser;
    prepare(parser);
    parser.addOptions(command.options);
    if (!parser.parse(command.rewrite ? command.rewrite(arguments) : arguments))
        return refuseUsage(parser.errorText());
    if (parser.isSet(QStringLiteral("version")))
        return printVersion();
    if (parser.isSet(QStringLiteral("help")))
        return print(commandHelp(command)) ? Success : Failed;
    // The first word is the command's own name.
    return command.run({parser.positionalArguments().mid(1), parser});
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("gnatcatcher"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GNAT_VERSION));
    gnat::installTranslations();
    const auto all = commands();
    const auto arguments = QCoreApplication::arguments();

    QCommandLineParser finder;
    prepare(finder);
    addAllOptions(finder, all);
    const bool isUnderstood = finder.parse(arguments);
    const auto positional = finder.positionalArguments();
    if (positional.isEmpty()) {
        if (finder.isSet(QStringLiteral("version")))
            return printVersion();
        if (finder.isSet(QStringLiteral("help")))
            return print(generalHelp(all)) ? Success : Failed;
        return refuseUsage(isUnderstood ? Words::tr("A command is expected.") : finder.errorText());
    }
    const auto *command = find(all, positional.first());
    if (!command)
        return refuseUsage(Words::tr("There is no command \"%1\".").arg(positional.first()));
    return runCommand(*command, arguments);
}
