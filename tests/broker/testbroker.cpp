// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The broker alone in a program without Qt, for tests that want it as a process: testbroker [-c FILE] [-p PORT]
// [-m PORT] [--open-sys] [--demo]. Prints the line "Listening for client connections on HOST:PORT" and ends on SIGINT
// or SIGTERM.
#include "broker/brokernode.h"
#include "broker/config/brokerconfig.h"
#include "broker/demo/demotraffic.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

int main(int argc, char **argv)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr); // the node's thread inherits it: sigwait below gets them

    gnat::BrokerOptions options;
    bool isDemo = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--demo") {
            isDemo = true;
        } else if (argument == "-p" && i + 1 < argc) {
            options.port = std::atoi(argv[++i]);
        } else if (argument == "-m" && i + 1 < argc) {
            options.monitoring.port = std::atoi(argv[++i]);
        } else if (argument == "--open-sys") {
            options.opensSystem = true;
        } else if (argument == "-c" && i + 1 < argc) {
            auto read = gnat::readBrokerOptions(argv[++i], options);
            if (!read) {
                std::fprintf(stderr, "%s\n", read.error().message.c_str());
                return 1;
            }
            options = read.value();
        } else {
            std::fprintf(stderr, "testbroker [-c FILE] [-p PORT] [-m PORT] [--open-sys] [--demo]\n");
            return 2;
        }
    }
    gnat::BrokerNode node(options);
    if (auto started = node.start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().message.c_str());
        return 1;
    }
    if (isDemo)
        node.setGuest(gnat::makeDemoTraffic({}));
    std::printf("Listening for client connections on %s:%d\n", options.host.c_str(), node.port());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&ends, &signal);
    node.stop();
    return 0;
}
