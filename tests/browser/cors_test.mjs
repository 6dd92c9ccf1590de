// What a browser lets pages do with the REST API: node cors_test.mjs APP CHROMIUM

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { open, synthesize } from "./world.mjs";

const [app, chromiumPath] = process.argv.slice(2);
const PROTOCOLS = ["HTTP/1.1", "HTTP/2"];
const METHODS = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];
const NAMED = "https://app.example.com";
const OTHER_NAMED = "https://admin.example.com:8443";
const FOREIGN = "https://foreign.example";
const CONFIGURATIONS = {
  any: [],
  one: ["environment=production", `cors_origins=${NAMED}`],
  two: ["environment=production", `cors_origins=${NAMED},${OTHER_NAMED}`],
};
// The headers that calls signed or authorized for API Gateway carry.
const HEADERS = {
  "Content-Type": "application/json",
  "X-Amz-Date": "20240101T000000Z",
  Authorization: "Bearer token",
  "X-Api-Key": "key",
  "X-Amz-Security-Token": "token",
  "X-Amz-User-Agent": "tests",
};
const PREFLIGHTED = { method: "PUT", headers: HEADERS };

const header = (headers, name) =>
  headers.find(([received]) => received.toLowerCase() === name)?.[1];

// What answers a method is not in the template: its headers of CORS are its own business.
function functionAnswer({ headers }) {
  return {
    status: 200,
    headers: {
      "Access-Control-Allow-Origin": header(headers, "origin"),
      "Access-Control-Allow-Credentials": "true",
    },
    body: header(headers, "cookie") ?? "no cookie",
  };
}

const synthesized = Object.fromEntries(
  Object.entries(CONFIGURATIONS).map(([name, settings]) => [name, synthesize(app, settings)]),
);
const { paths } = synthesized.any;
const functions = new Map(
  paths.flatMap((path) => METHODS.map((method) => [`${method} ${path}`, functionAnswer])),
);
const MISSING = { method: "DELETE", headers: HEADERS };
functions.delete("DELETE /alerts");
const hostOf = (name, protocol) => `${name}-${protocol === "HTTP/2" ? 2 : 1}.api.example.com`;

let world;

before(async () => {
  world = await open(
    chromiumPath,
    Object.entries(synthesized).flatMap(([name, api]) =>
      PROTOCOLS.map((protocol) => ({ host: hostOf(name, protocol), protocol, api, functions })),
    ),
  );
  console.log(`# Chromium ${world.version}`);
});
after(() => world?.close());

for (const protocol of PROTOCOLS) {
  describe(`over ${protocol}`, () => {
    const apiOf = (name) => world.apis.find(({ host }) => host === hostOf(name, protocol));

    // What a page of an origin gets from a path, and the methods that its browser asked for.
    async function ask(name, origin, path, options) {
      const api = apiOf(name);
      const already = api.calls.length;
      const got = await world.fetch(origin, api.url + path, options);
      const calls = api.calls.slice(already);
      return { got, calls, methods: calls.map(({ request }) => request.method) };
    }

    async function assertAllowed(name, origin) {
      const { got, calls, methods } = await ask(name, origin, "/auth", PREFLIGHTED);
      assert.equal(got.status, 200);
      assert.deepEqual(methods, ["OPTIONS", "PUT"]);
      const { headers } = calls[0].answered;
      assert.equal(headers["Access-Control-Allow-Origin"], origin);
      assert.equal(headers["Access-Control-Allow-Credentials"], "true");
      assert.equal(headers.Vary, "Origin");
    }

    async function assertRefused(name, origin, options = PREFLIGHTED) {
      const { got, methods } = await ask(name, origin, "/auth", options);
      assert.deepEqual(got, { refused: "TypeError" });
      assert.deepEqual(methods, ["OPTIONS"], "the call itself never goes out");
    }

    test("the names of headers arrive as the protocol writes them", async () => {
      const { calls } = await ask("any", NAMED, "/auth");
      const names = calls[0].request.headers.map(([name]) => name);
      assert.ok(names.includes(protocol === "HTTP/2" ? "origin" : "Origin"), names.join());
    });

    describe("where any origin may call", () => {
      test("each path takes calls with every documented header", async () => {
        for (const path of paths) {
          const { got, methods } = await ask("any", NAMED, path, PREFLIGHTED);
          assert.equal(got.status, 200, path);
          assert.deepEqual(methods, ["OPTIONS", "PUT"], path);
        }
      });

      for (const method of METHODS) {
        test(`${method} passes its preflight`, async () => {
          const options = { method, headers: { "X-Api-Key": "key" } };
          const { got, methods } = await ask("any", NAMED, "/auth", options);
          assert.equal(got.status, 200);
          assert.deepEqual(methods, ["OPTIONS", method]);
        });
      }

      for (const origin of [NAMED, FOREIGN, `${FOREIGN}:8443`, "https://10.0.0.1:444", "https://[::1]:8443"]) {
        test(`${origin} gets itself back`, () => assertAllowed("any", origin));
      }

      test("a cookie goes out, and the answer to it can be read", async () => {
        await world.setCookie(apiOf("any").url, "session", "1");
        const { got } = await ask("any", NAMED, "/auth", PREFLIGHTED);
        assert.deepEqual(got, { status: 200, body: "session=1" });
      });

      test("a header that is not documented is refused", () =>
        assertRefused("any", NAMED, { headers: { "X-Other": "1" } }));

      test("a sandboxed frame, whose origin is null, is refused", () =>
        assertRefused("any", "null"));
    });

    describe("where one origin may call", () => {
      test("it may", () => assertAllowed("one", NAMED));
      for (const origin of [FOREIGN, `${NAMED}:8443`, `${NAMED}.foreign.example`, "null"]) {
        test(`${origin} may not`, () => assertRefused("one", origin));
      }
      test("a foreign page cannot read an error", async () => {
        const { got, methods } = await ask("one", FOREIGN, "/nowhere");
        assert.deepEqual(got, { refused: "TypeError" });
        assert.deepEqual(methods, ["GET"]);
      });
    });

    describe("where two origins may call", () => {
      for (const origin of [NAMED, OTHER_NAMED]) {
        test(`${origin} may`, () => assertAllowed("two", origin));
      }
      for (const origin of [FOREIGN, `${NAMED}:8443`, "null"]) {
        test(`${origin} may not`, () => assertRefused("two", origin));
      }
    });

    for (const name of ["any", "one"]) {
      describe(`where ${name} may call, an error of API Gateway's own`, () => {
        const error = { status: 403, body: '{"message":"Missing Authentication Token"}' };
        test("can be read after a preflight", async () => {
          const { got, methods } = await ask(name, NAMED, "/alerts", MISSING);
          assert.deepEqual(got, error);
          assert.deepEqual(methods, ["OPTIONS", "DELETE"]);
        });
        test("can be read of a path that is not there", async () => {
          assert.deepEqual((await ask(name, NAMED, "/nowhere")).got, error);
        });
      });
    }
  });
}
