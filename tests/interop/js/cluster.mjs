// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { bytes, event, say, take, text } from "./client.mjs";

/** Asks until the interest in the subject has reached the asker's node. */
async function ask(connection, subject) {
  for (let i = 0; i < 100; i += 1) {
    try {
      return await connection.request(subject, undefined, { timeout: 1000 });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error(`nobody answered on ${subject}`);
}

export async function crossing(client) {
  const a = await client.connect();
  const b = await client.connect({ servers: client.servers.urls[1] });
  const shared = { here: 0, there: 0 };
  a.subscribe("job", { queue: "group", callback: () => { shared.here += 1; } });
  b.subscribe("job", { queue: "group", callback: () => { shared.there += 1; } });
  b.subscribe("service", {
    callback: (_, message) => {
      message.respond(bytes("answered"), { headers: client.headers([["Many", "one"], ["Many", "two"]]) });
    },
  });
  await Promise.all([a.flush(), b.flush()]);
  const answer = await ask(a, "service");
  say(`request to the other node: ${text(answer)}`);
  say(`headers from the other node: ${answer.headers.values("Many").map((value) => `[${value}]`).join("")}`);
  for (let i = 0; i < 100; i += 1) a.publish("job");
  await ask(a, "service"); // on the same way as all of the above
  await Promise.all([a.flush(), b.flush()]);
  say(`queue group on both nodes: ${shared.here + shared.there} of 100`);
}

/** Moves a connection from the first server to the second by what `disturb` does to the first. */
async function move(client, disturb) {
  const moving = await client.connect({ reconnect: true, reconnectTimeWait: 50, maxReconnectAttempts: -1 });
  const staying = await client.connect({ servers: client.servers.urls[1] });
  const subscription = moving.subscribe("news");
  await moving.flush();
  say(`connected to ${client.nodeOf(moving)}`);
  const reconnected = event(moving, "reconnecting", (status) => status.type === "reconnect");
  await disturb(moving);
  await reconnected;
  say(`reconnected to ${client.nodeOf(moving)}`);
  await moving.flush();
  staying.publish("news", bytes("after"));
  say(`received: ${text((await take(subscription))[0])}`);
}

export async function reconnect(client) {
  const scout = await client.connect();
  say(`knows ${scout.info.connect_urls.length} servers`);
  await scout.close();
  await move(client, () => process.kill(client.servers.pids[0], "SIGKILL"));
}

export async function lameduck(client) {
  await move(client, async (connection) => {
    const notice = event(connection, "the notice", (status) => status.type === "ldm");
    process.kill(client.servers.pids[0], "SIGUSR2");
    await notice;
    say("lame duck mode");
  });
}
