// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the scenarios share: connections to the scenario's servers, waiting with a deadline, and the few places in
// which the packages nats and @nats-io/transport-node differ.

const utf8 = new TextEncoder();
export const bytes = (text) => utf8.encode(text);
export const text = (message) => new TextDecoder().decode(message.data);
export const say = (line) => console.log(line);

/** The promise's value, or an error that says what did not come. */
export function within(promise, what, ms = 10000) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing came within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** The next `count` messages of a subscription without callback. */
export function take(subscription, count = 1) {
  const taking = (async () => {
    const messages = [];
    for await (const message of subscription) {
      messages.push(message);
      if (messages.length === count) break;
    }
    return messages;
  })();
  return within(taking, `${count} messages on ${subscription.getSubject()}`);
}

/** What the server or the client said, in words that both packages share. */
export function reason(error) {
  const said = `${error?.code ?? ""} ${error?.name ?? ""} ${error?.message ?? error} ${error?.cause?.message ?? ""}`;
  if (/authorization.violation/i.test(said)) return "authorization violation";
  if (/maximum payload violation/i.test(said)) return "maximum payload violation";
  if (/MAX_PAYLOAD_EXCEEDED|max_payload size exceeded/.test(said)) return "refused by the client";
  if (/\b503\b|no responders/i.test(said)) return "no responders";
  if (/timeout/i.test(said)) return "timeout";
  return said.trim();
}

export class Client {
  #open = [];

  constructor(api, servers) {
    this.api = api;
    this.servers = servers;
  }

  /** A connection to the first server; `options` are those of connect(). */
  async connect(options = {}) {
    const base = { servers: this.servers.urls[0], reconnect: false, timeout: 5000 };
    const connection = await within(this.api.connect({ ...base, ...options }), "the connection");
    this.#open.push(connection);
    return connection;
  }

  /** "welcome" if one can connect and the server answers, else why not. */
  async knock(options) {
    try {
      const connection = await this.connect(options);
      await within(connection.flush(), "the server's answer");
      return "welcome";
    } catch (error) {
      return reason(error);
    }
  }

  headers(pairs) {
    const block = this.api.headers();
    for (const [key, value] of pairs) block.append(key, value);
    return block;
  }

  /** "first" or "second": which of the scenario's servers it is connected to. */
  nodeOf(connection) {
    const port = connection.getServer().split(":").pop();
    return ["first", "second"][this.servers.urls.findIndex((url) => url.endsWith(`:${port}`))];
  }

  async closeAll() {
    await Promise.all(this.#open.map((connection) => connection.close()));
  }
}

/** The next event of a connection for which `matches` is true. Made before whatever causes it. */
export function event(connection, what, matches) {
  const waiting = (async () => {
    for await (const status of connection.status()) {
      if (matches(status)) return status;
    }
    throw new Error(`${what}: the connection was closed`);
  })();
  return within(waiting, what, 20000);
}
