// What a backend and a page in TypeScript do, with types that openapi-typescript has made of openapi.yaml (docs/api.md).
// Prints what it was answered, as JSON.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

declare const process: { argv: string[] };

const [baseUrl = "", user = "", backend = "", address = ""] = process.argv.slice(2);

const asUser = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${user}` } });
const asBackend = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${backend}` } });

type Problem = components["schemas"]["Problem"];

function answered<T>(reply: { data?: T; error?: Problem }): T {
  if (reply.error !== undefined) throw new Error(`${reply.error.type}: ${reply.error.title}`);
  return reply.data as T;
}

const connection = answered(await asUser.GET("/api/calendly/connection"));
const { meetings } = answered(await asUser.GET("/api/meetings", { params: { query: { limit: 10, status: "active" } } }));
const feed = answered(await asBackend.GET("/api/backend/events", { params: { query: { types: "meeting.booked", limit: 10 } } }));
const destination = answered(await asBackend.POST("/api/backend/destinations", { body: { url: address, types: ["meeting.booked"] } }));
const refused = await asBackend.POST("/api/backend/destinations", { body: { url: "ftp://nowhere" } });

console.log(
  JSON.stringify({
    status: connection.status,
    account: connection.account?.email,
    invitees: meetings.flatMap((meeting) => meeting.invitees.map((invitee) => invitee.email)),
    hosts: meetings.flatMap((meeting) => meeting.hosts?.map((host) => host.email) ?? []),
    events: feed.events.map((event) => event.type),
    at_end: feed.at_end,
    destination: destination.state,
    secret: destination.secret.slice(0, 6),
    refused: refused.error?.type,
  }),
);
