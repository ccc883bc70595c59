// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop.h"
#include "resources/resources.h"
#include "stopsignal.h"
#include "translations/translations.h"

#include <QApplication>
#include <QCommandLineParser>

/// gnatcatcher [--demo] [--reset-layout] [URL | FILE.gnat]
int main(int argc, char **argv)
{
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    const QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("gnatcatcher"));
    QApplication::setApplicationDisplayName(QStringLiteral("Gnatcatcher"));
    QApplication::setApplicationVersion(QStringLiteral(GNAT_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("gnatcatcher"));
    gnat::initResources();
    gnat::installTranslations();

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("Desktop", "Inspector and test bench for NATS."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo(
        QStringLiteral("demo"), QCoreApplication::translate("Desktop", "Start the embedded broker with demo traffic."));
    const QCommandLineOption reset(QStringLiteral("reset-layout"),
                                   QCoreApplication::translate("Desktop", "Forget where windows and docks were."));
    parser.addOptions({demo, reset});
    parser.addPositionalArgument(
        QStringLiteral("URL|FILE"),
        QCoreApplication::translate("Desktop", "A server to connect to, or a recording to open."));
    parser.process(application);

    gnat::Desktop desktop(parser.isSet(reset) || QGuiApplication::queryKeyboardModifiers().testFlag(Qt::ShiftModifier));
    const gnat::StopSignal stop;
    QObject::connect(&stop, &gnat::StopSignal::requested, &application, &QApplication::quit);
    desktop.window().show();
    if (parser.isSet(demo)) {
        desktop.window().goToPage(QStringLiteral("live")); // not the page of the last time
        desktop.startDemo();
    }
    const auto arguments = parser.positionalArguments();
    for (const auto &argument : arguments)
        desktop.open(argument);
    return QApplication::exec();
}
