// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop.h"
#include "resources/resources.h"
#include "stopsignal.h"
#include "translations/translations.h"

#include <QApplication>
#include <QCommandLineParser>

#include <algorithm>
#include <span>
#include <string_view>

namespace {

struct Flags
{
    QCommandLineOption demo{QStringLiteral("demo"),
                            QCoreApplication::translate("Desktop", "Start the embedded broker with demo traffic.")};
    QCommandLineOption reset{QStringLiteral("reset-layout"),
                             QCoreApplication::translate("Desktop", "Forget where windows and docks were.")};
};

void name()
{
    QCoreApplication::setApplicationName(QStringLiteral("gnatcatcher"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GNAT_VERSION));
    gnat::initResources();
    gnat::installTranslations();
}

/// Ends the program where the arguments only ask for words.
void read(QCommandLineParser &parser, const Flags &flags)
{
    parser.setApplicationDescription(QCoreApplication::translate("Desktop", "Inspector and test bench for NATS."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({flags.demo, flags.reset});
    parser.addPositionalArgument(
        QStringLiteral("URL|FILE"),
        QCoreApplication::translate("Desktop", "A server to connect to, or a recording to open."));
    parser.process(*QCoreApplication::instance());
}

/// Help and version want no display.
bool wantsWords(std::span<char *const> arguments)
{
    return std::ranges::any_of(arguments, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--help-all" || argument == "--version" ||
               argument == "-v";
    });
}

void printWords(int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    name();
    QCommandLineParser parser;
    read(parser, {});
}

} // namespace

/// gnatcatcher [--demo] [--reset-layout] [URL | FILE.gnat]
int main(int argc, char **argv)
{
    if (wantsWords({argv, static_cast<std::size_t>(argc)}))
        printWords(argc, argv);
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    const QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Gnatcatcher"));
    QApplication::setDesktopFileName(QStringLiteral("gnatcatcher"));
    name();
    QCommandLineParser parser;
    const Flags flags;
    read(parser, flags);

    gnat::Desktop desktop(parser.isSet(flags.reset) ||
                          QGuiApplication::queryKeyboardModifiers().testFlag(Qt::ShiftModifier));
    const gnat::StopSignal stop;
    QObject::connect(&stop, &gnat::StopSignal::requested, &application, &QApplication::quit);
    desktop.window().show();
    if (parser.isSet(flags.demo)) {
        desktop.window().goToPage(QStringLiteral("live")); // not the page of the last time
        desktop.startDemo();
    }
    const auto arguments = parser.positionalArguments();
    for (const auto &argument : arguments)
        desktop.open(argument);
    return QApplication::exec();
}
