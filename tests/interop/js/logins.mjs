// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync } from "node:fs";
import { bytes, event, reason, say, take, text, within } from "./client.mjs";

export async function password(client) {
  say(`alice, right: ${await client.knock({ user: "alice", pass: "secret" })}`);
  say(`alice, wrong: ${await client.knock({ user: "alice", pass: "guess" })}`);
  say(`nobody: ${await client.knock()}`);
}

export async function token(client) {
  say(`right: ${await client.knock({ token: "s3cr3t" })}`);
  say(`wrong: ${await client.knock({ token: "guess" })}`);
}

export async function nkey(client) {
  const knock = (path) => client.knock({ authenticator: client.api.nkeyAuthenticator(readFileSync(path)) });
  say(`known: ${await knock(client.servers.seed)}`);
  say(`unknown: ${await knock(client.servers.strangerSeed)}`);
}

const refused = (outcome) => (outcome === "welcome" ? outcome : "refused");

export async function tls(client) {
  say(`trusted: ${await client.knock({ tls: { caFile: client.servers.ca } })}`);
  say(`unknown authority: ${refused(await client.knock({ tls: { caFile: client.servers.strangerCa } }))}`);
}

export async function mutualtls(client) {
  const { ca, cert, key } = client.servers;
  say(`with certificate: ${await client.knock({ tls: { caFile: ca, certFile: cert, keyFile: key } })}`);
  say(`without: ${refused(await client.knock({ tls: { caFile: ca } }))}`);
}

/** The violation that the server reports on whatever `act` does. */
async function violation(connection, act) {
  const reported = event(connection, "the violation", (status) => status.type === "error");
  act();
  const status = await reported;
  const { operation, subject } = status.permissionContext ?? status.error; // of nats, of transport-node
  return `violation: ${operation} to "${subject}"`;
}

export async function permissions(client) {
  const free = await client.connect({ user: "free", pass: "secret" });
  const bound = await client.connect({ user: "bound", pass: "secret" });
  const delivered = async (subject) => {
    const subscription = free.subscribe(subject, { max: 1 });
    await free.flush();
    bound.publish(subject);
    say(`${(await take(subscription))[0].subject}: delivered`);
  };
  await delivered("ok.a");
  say(await violation(bound, () => bound.publish("ok.secret")));
  say(await violation(bound, () => bound.publish("elsewhere")));
  say(await violation(bound, () => bound.subscribe("elsewhere", { callback: () => {} })));
  say(await violation(bound, () => bound.subscribe("ok.secret", { queue: "q", callback: () => {} })));
  await delivered("ok.b");
}

/** The service may answer once, whoever asks; a second answer to the same request is a violation. */
export async function responses(client) {
  const asker = await client.connect({ user: "free", pass: "secret" });
  const service = await client.connect({ user: "service", pass: "secret" });
  const requests = service.subscribe("svc.ask");
  await service.flush();
  const answer = asker.request("svc.ask", undefined, { timeout: 5000 });
  const [question] = await take(requests);
  question.respond(bytes("delivered"));
  say(`first answer: ${text(await answer)}`);
  const outcome = await violation(service, () => question.respond(bytes("again")));
  say(outcome.replace(/"_INBOX\..*"/, "the inbox"));
}

export async function maxpayload(client) {
  const connection = await client.connect();
  say(`announced: ${connection.info.max_payload}`);
  const subscription = connection.subscribe("size");
  connection.publish("size", new Uint8Array(1024));
  say(`${(await take(subscription))[0].data.length} bytes: delivered`);
  try {
    connection.publish("size", new Uint8Array(1025));
    say("1025 bytes: sent");
  } catch (error) {
    say(`1025 bytes: ${reason(error)}`);
  }
  const rash = await client.connect({ servers: client.servers.relay });
  const closed = rash.closed();
  rash.publish("size", new Uint8Array(1025));
  say(`1025 bytes sent: ${reason(await within(closed, "the end of the connection"))}, closed`);
}
