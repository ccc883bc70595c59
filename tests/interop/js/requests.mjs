// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { bytes, reason, say, text } from "./client.mjs";

export async function request(client) {
  const [a, b] = await Promise.all([client.connect(), client.connect()]);
  b.subscribe("double", { callback: (_, message) => message.respond(bytes(String(2 * Number(text(message))))) });
  await b.flush();
  const ask = (n, options) => a.request("double", bytes(String(n)), { timeout: 5000, ...options });
  const answers = await Promise.all([...Array(50).keys()].map((n) => ask(n)));
  const right = answers.filter((answer, n) => text(answer) === String(2 * n));
  say(`${right.length} answers, each to its question`);
  say(`an inbox of its own: ${text(await ask(4, { noMux: true }))}`);
}

export async function many(client) {
  const [a, b] = await Promise.all([client.connect(), client.connect()]);
  for (const name of ["north", "south", "harbour"])
    b.subscribe("quote", { callback: (_, message) => message.respond(bytes(name)) });
  await b.flush();
  const names = [];
  const options = { strategy: "count", maxMessages: 3, maxWait: 5000 };
  for await (const answer of await a.requestMany("quote", undefined, options)) names.push(text(answer));
  say(names.sort().join(" "));
}

export async function noresponders(client) {
  const [a, b] = await Promise.all([client.connect(), client.connect()]);
  b.subscribe("silent");
  await b.flush();
  for (const [subject, timeout] of [["nobody.there", 5000], ["silent", 200]]) {
    const outcome = await a.request(subject, undefined, { timeout }).then(() => "answered", reason);
    say(`${subject}: ${outcome}`);
  }
}
