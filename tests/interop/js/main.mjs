// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The official JavaScript clients in the scenarios of clientscenarios.cpp:
//   node main.mjs PACKAGE SCENARIO SERVERS.json        PACKAGE: nats or @nats-io/transport-node
// Prints what happened, then "ok SCENARIO" or "not ok SCENARIO: reason".
import { readFileSync } from "node:fs";
import { Client } from "./client.mjs";
import * as cluster from "./cluster.mjs";
import * as logins from "./logins.mjs";
import * as messaging from "./messaging.mjs";
import * as requests from "./requests.mjs";

const [packageName, name, path] = process.argv.slice(2);
const scenario = { ...messaging, ...requests, ...logins, ...cluster }[name];
const client = new Client(await import(packageName), JSON.parse(readFileSync(path, "utf8")));
try {
  if (!scenario) throw new Error("no such scenario");
  await scenario(client);
  await client.closeAll();
  console.log(`ok ${name}`);
} catch (error) {
  console.log(`not ok ${name}: ${error.stack}`);
}
process.exit(); // whatever is still open
