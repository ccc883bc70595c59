// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The official JavaScript client against a broker: node client.mjs COMMAND ARGUMENTS…
// The command must print "Listening for client connections on HOST:PORT"; it is ended with SIGINT and must exit with 0.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { connect, createInbox, Empty, headers, StringCodec } from "nats";

const text = StringCodec();
const deadline = (promise, what, ms = 5000) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing came within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

async function startBroker(command) {
  const child = spawn(command[0], command.slice(1), { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve(signal ?? code)));
  const port = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const match = /^Listening for client connections on .*:(\d+)$/.exec(line);
      if (match) resolve(Number(match[1]));
    });
    child.on("error", reject);
    ended.then((code) => reject(new Error(`the broker ended with ${code}`)));
  });
  return { child, ended, port: await deadline(port, "the broker's port", 10000) };
}

/** The next `count` messages of a subscription. */
async function take(subscription, count, what) {
  const messages = [];
  const taking = (async () => {
    for await (const message of subscription) {
      messages.push(message);
      if (messages.length === count) break;
    }
  })();
  await deadline(taking, `${what} (${count} expected)`);
  return messages;
}

const tests = {
  async publishAndSubscribe(a, b) {
    const payload = Uint8Array.from({ length: 256 }, (_, i) => i);
    const h = headers();
    h.append("Trace-Id", "t1");
    h.append("Many", "one");
    h.append("Many", "two");
    const subscription = b.subscribe("plain.subject");
    await b.flush();
    a.publish("plain.subject", payload, { headers: h, reply: "answer.here" });
    a.publish("plain.subject", Empty);
    const [first, second] = await take(subscription, 2, "plain messages");
    assert.deepEqual(Uint8Array.from(first.data), payload);
    assert.equal(first.reply, "answer.here");
    assert.equal(first.headers.get("Trace-Id"), "t1");
    assert.deepEqual(first.headers.values("Many"), ["one", "two"]);
    assert.equal(second.data.length, 0);
    assert.equal(second.headers, undefined);
  },

  async wildcards(a, b) {
    const star = b.subscribe("w.*.end");
    const rest = b.subscribe("w.>");
    await b.flush();
    const subjects = ["w.a.end", "w.a", "w.b.end", "w.a.b.end", "w", "x.a.end"];
    subjects.forEach((subject) => a.publish(subject));
    assert.deepEqual((await take(star, 2, "w.*.end")).map((m) => m.subject), ["w.a.end", "w.b.end"]);
    assert.deepEqual((await take(rest, 4, "w.>")).map((m) => m.subject), subjects.slice(0, 4));
  },

  async queueGroups(a, b) {
    const counts = [0, 0, 0];
    let everything = 0;
    const done = new Promise((resolve) => {
      const got = () => counts[0] + counts[1] + counts[2] === 300 && everything === 300 && resolve();
      counts.forEach((_, i) =>
        b.subscribe("work", { queue: "workers", callback: () => { counts[i] += 1; got(); } }));
      b.subscribe("work", { callback: () => { everything += 1; got(); } });
    });
    await b.flush();
    for (let i = 0; i < 300; i += 1) a.publish("work");
    await deadline(done, "300 messages for the group and 300 for the plain subscription");
    assert.ok(Math.min(...counts) > 40, `each worker has its share: ${counts}`);
  },

  async requestAndReply(a, b) {
    b.subscribe("double", {
      callback: (_, message) => message.respond(text.encode(String(2 * Number(text.decode(message.data))))),
    });
    await b.flush();
    const answers = await Promise.all([...Array(50).keys()].map((i) =>
      a.request("double", text.encode(String(i)), { timeout: 5000 })));
    answers.forEach((answer, i) => assert.equal(text.decode(answer.data), String(2 * i)));
    const single = await a.request("double", text.encode("4"), { timeout: 5000, noMux: true });
    assert.equal(text.decode(single.data), "8");
  },

  async manyReplies(a, b) {
    for (const name of ["north", "south", "harbour"])
      b.subscribe("quote", { callback: (_, message) => message.respond(text.encode(name)) });
    await b.flush();
    const names = [];
    for await (const answer of await a.requestMany("quote", Empty, { strategy: "count", maxMessages: 3, maxWait: 5000 }))
      names.push(text.decode(answer.data));
    assert.deepEqual(names.sort(), ["harbour", "north", "south"]);
  },

  async noRespondersAndTimeout(a, b) {
    await assert.rejects(a.request("nobody.there", Empty, { timeout: 5000 }), { code: "503" });
    b.subscribe("silent");
    await b.flush();
    await assert.rejects(a.request("silent", Empty, { timeout: 200 }), { code: "TIMEOUT" });
  },

  async unsubscribeAfterMaximum(a, b) {
    const subscription = b.subscribe("few", { max: 3 });
    await b.flush();
    for (let i = 0; i < 10; i += 1) a.publish("few", text.encode(String(i)));
    await a.flush();
    const got = [];
    for await (const message of subscription) got.push(text.decode(message.data));
    assert.deepEqual(got, ["0", "1", "2"]);
  },

  async largeAndTooLarge(a, b, port) {
    const subscription = b.subscribe("large");
    await b.flush();
    const payload = new Uint8Array(1024 * 1024).map((_, i) => i * 7);
    a.publish("large", payload);
    const [message] = await take(subscription, 1, "a message of 1 MiB");
    assert.ok(Buffer.from(message.data).equals(Buffer.from(payload)));
    assert.equal(a.info.max_payload, 1024 * 1024);
    const rash = await connect({ servers: `127.0.0.1:${port}`, reconnect: false });
    const closed = rash.closed();
    assert.throws(() => rash.publish("large", new Uint8Array(1024 * 1024 + 1)), { code: "MAX_PAYLOAD_EXCEEDED" });
    await rash.close();
    await deadline(closed, "the end of the connection");
  },

  async ownMessagesOnWish(a, b, port) {
    const deaf = await connect({ servers: `127.0.0.1:${port}`, noEcho: true });
    const own = [];
    deaf.subscribe("echo.test", { callback: (_, message) => own.push(message) });
    const other = b.subscribe("echo.test");
    await Promise.all([deaf.flush(), b.flush()]);
    deaf.publish("echo.test");
    await take(other, 1, "the other's message");
    await deaf.flush();
    assert.equal(own.length, 0);
    await deaf.close();
  },

  async drainDeliversEverything(a, b, port) {
    const c = await connect({ servers: `127.0.0.1:${port}` });
    let got = 0;
    c.subscribe("drained", { callback: () => { got += 1; } });
    await c.flush();
    for (let i = 0; i < 1000; i += 1) a.publish("drained");
    await a.flush();
    await deadline(c.drain(), "the drained connection's end");
    assert.equal(got, 1000);
    assert.notEqual(createInbox(), createInbox());
  },
};

const command = process.argv.slice(2);
if (command.length === 0) {
  console.error("node client.mjs COMMAND ARGUMENTS…");
  process.exit(2);
}
const broker = await startBroker(command);
let failures = 0;
try {
  for (const [name, test] of Object.entries(tests)) {
    const options = { servers: `127.0.0.1:${broker.port}`, reconnect: false };
    const [a, b] = await Promise.all([connect(options), connect(options)]);
    try {
      await test(a, b, broker.port);
      console.log(`ok   ${name}`);
    } catch (error) {
      failures += 1;
      console.log(`FAIL ${name}: ${error.stack}`);
    }
    await Promise.all([a.close(), b.close()]);
  }
} finally {
  broker.child.kill("SIGINT");
}
const code = await deadline(broker.ended, "the broker's end").catch((error) => {
  broker.child.kill("SIGKILL");
  return error.message;
});
if (code !== 0) {
  failures += 1;
  console.log(`FAIL the broker ended with ${code}`);
}
console.log(`${Object.keys(tests).length} tests, ${failures} failed`);
process.exit(failures ? 1 : 0);
