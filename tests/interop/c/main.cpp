// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The C client in the scenarios of clientscenarios.cpp: interopc SCENARIO SERVERS.json
// Prints what happened, then "ok SCENARIO" or "not ok SCENARIO: reason".
#include "interop/c/cclient.h"

#include <nlohmann/json.hpp>

#include <exception>
#include <fstream>

namespace {

using namespace gnat::interop;

Servers readServers(const char *path)
{
    std::ifstream file(path);
    const auto json = nlohmann::json::parse(file);
    Servers servers;
    json.at("urls").get_to(servers.urls);
    json.at("pids").get_to(servers.pids);
    json.at("relay").get_to(servers.relay);
    json.at("ca").get_to(servers.ca);
    json.at("strangerCa").get_to(servers.strangerCa);
    json.at("cert").get_to(servers.cert);
    json.at("key").get_to(servers.key);
    json.at("seed").get_to(servers.seed);
    json.at("strangerSeed").get_to(servers.strangerSeed);
    json.at("nkey").get_to(servers.nkey);
    json.at("strangerNkey").get_to(servers.strangerNkey);
    return servers;
}

Scenarios allScenarios()
{
    Scenarios all;
    for (auto *const file : {messagingScenarios, requestScenarios, loginScenarios, clusterScenarios})
        all.merge(file());
    return all;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    const std::string name(argv[1]);
    try {
        allScenarios().at(name)(readServers(argv[2]));
        say("ok " + name);
    } catch (const std::exception &error) {
        say("not ok " + name + ": " + error.what());
    }
    nats_CloseAndWait(5000);
    return 0;
}
