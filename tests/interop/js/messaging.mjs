// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { bytes, say, take, text, within } from "./client.mjs";

const values = (message, key) => message.headers.values(key).map((value) => `[${value}]`).join("");
const subjects = (messages) => messages.map((message) => message.subject).join(" ");

async function two(client) {
  return Promise.all([client.connect(), client.connect()]);
}

export async function publish(client) {
  const [a, b] = await two(client);
  const subscription = b.subscribe("pub.>");
  const numbers = b.subscribe("number");
  await b.flush();
  a.publish("pub.bytes", Uint8Array.from({ length: 256 }, (_, i) => i), { reply: "answer.here" });
  a.publish("pub.empty");
  const large = new Uint8Array(1024 * 1024).map((_, i) => i * 7);
  a.publish("pub.large", large);
  for (let i = 0; i < 1000; i += 1) a.publish("number", bytes(String(i)));
  const [first, second, third] = await take(subscription, 3);
  const isRight = first.data.every((byte, i) => byte === i);
  say(`${first.subject}: ${first.data.length} bytes ${isRight ? "00 to ff" : "altered"}, reply ${first.reply}`);
  say(`${second.subject}: ${second.data.length} bytes, ${second.reply ? second.reply : "no reply"}`);
  const isSame = Buffer.from(third.data).equals(Buffer.from(large));
  say(`${third.subject}: ${third.data.length} bytes ${isSame ? "as sent" : "altered"}`);
  const inOrder = (await take(numbers, 1000)).filter((message, i) => text(message) === String(i));
  say(`${inOrder.length} in order`);
}

export async function wildcards(client) {
  const [a, b] = await two(client);
  const star = b.subscribe("w.*.end");
  const rest = b.subscribe("w.>");
  await b.flush();
  for (const subject of ["w.a.end", "w.a", "w.b.end", "w.a.b.end", "w", "x.a.end"]) a.publish(subject);
  say(`w.*.end: ${subjects(await take(star, 2))}`);
  say(`w.>: ${subjects(await take(rest, 4))}`);
}

export async function queues(client) {
  const [a, b] = await two(client);
  const counts = { plain: 0, others: 0, workers: [0, 0, 0] };
  b.subscribe("work", { callback: () => { counts.plain += 1; } });
  counts.workers.forEach((_, i) =>
    b.subscribe("work", { queue: "workers", callback: () => { counts.workers[i] += 1; } }));
  for (let i = 0; i < 2; i += 1) b.subscribe("work", { queue: "others", callback: () => { counts.others += 1; } });
  const end = b.subscribe("work.end");
  await b.flush();
  for (let i = 0; i < 300; i += 1) a.publish("work");
  a.publish("work.end");
  await take(end);
  const sum = counts.workers.reduce((all, one) => all + one);
  say(`plain ${counts.plain}`);
  say(`workers ${sum}, ${counts.workers.every((count) => count > 0) ? "each of 3 has some" : "not shared"}`);
  say(`others ${counts.others}`);
}

export async function headers(client) {
  const [a, b] = await two(client);
  const subscription = b.subscribe("h");
  await b.flush();
  const publishWith = (payload, pairs) => a.publish("h", bytes(payload), { headers: client.headers(pairs) });
  publishWith("body", [["Trace-Id", "t1"], ["Many", "one"], ["Many", "two"]]);
  publishWith("", [["Alone", "yes"]]);
  publishWith("x", [["Empty", ""]]);
  const [first, second, third] = await take(subscription, 3);
  say(`Trace-Id: ${values(first, "Trace-Id")}`);
  say(`Many: ${values(first, "Many")}`);
  say(`payload: ${text(first)}`);
  say(`headers alone: ${values(second, "Alone")}, ${second.data.length} bytes`);
  say(`Empty: ${values(third, "Empty")}`);
}

export async function unsubscribe(client) {
  const [a, b] = await two(client);
  const few = b.subscribe("few", { max: 3 });
  const got = [];
  const until = b.subscribe("until", { callback: (_, message) => got.push(text(message)) });
  await b.flush();
  for (let i = 0; i < 10; i += 1) a.publish("few", bytes(String(i)));
  const taken = [];
  const all = (async () => { for await (const message of few) taken.push(text(message)); })();
  await within(all, "the end of the subscription");
  say(`at most 3: ${taken.join(" ")}`);
  for (let i = 0; i < 2; i += 1) a.publish("until", bytes(String(i)));
  await a.flush();
  await b.flush();
  until.unsubscribe();
  await b.flush();
  const before = b.stats().inMsgs;
  a.publish("until", bytes("late"));
  await a.flush();
  await b.flush();
  say(`unsubscribed: ${got.join(" ")}, then ${b.stats().inMsgs === before ? "nothing" : "more"}`);
}

export async function echo(client) {
  const deaf = await client.connect({ noEcho: true });
  const other = await client.connect();
  let own = 0;
  deaf.subscribe("e", { callback: () => { own += 1; } });
  const others = other.subscribe("e");
  await Promise.all([deaf.flush(), other.flush()]);
  deaf.publish("e");
  const got = await take(others);
  await deaf.flush();
  say(`own ${own}, another's ${got.length}`);
}

export async function drain(client) {
  const [a, b] = await two(client);
  let got = 0;
  const subscription = b.subscribe("s", { callback: () => { got += 1; } });
  await b.flush();
  for (let i = 0; i < 1000; i += 1) a.publish("s");
  await a.flush();
  await within(subscription.drain(), "the drained subscription");
  const before = got;
  a.publish("s");
  await a.flush();
  await b.flush();
  say(`subscription: ${before} of 1000, then ${got === before ? "none" : "more"}`);
  got = 0;
  b.subscribe("c", { callback: () => { got += 1; } });
  await b.flush();
  for (let i = 0; i < 1000; i += 1) a.publish("c");
  await a.flush();
  await within(b.drain(), "the drained connection");
  say(`connection: ${got} of 1000, then ${b.isClosed() ? "closed" : "open"}`);
}
