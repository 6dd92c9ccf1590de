// The world of the tests: a browser, pages of any origin, and the REST API of each configuration.

import { execFileSync } from "node:child_process";

import { answer } from "./api_gateway.mjs";
import { launch } from "./browser.mjs";
import { readRestApi } from "./rest_api.mjs";
import { makeCertificate, serve } from "./server.mjs";

const PAGE = "<!doctype html><title>A page</title>";
const SANDBOX = `${PAGE}<iframe sandbox="allow-scripts" srcdoc="${PAGE}"></iframe>`;

/** Synthesizes the app with `--set` for each setting and reads its REST API. */
export function synthesize(app, settings) {
  const options = settings.flatMap((setting) => ["--set", setting]);
  const text = execFileSync(app, ["synth", "--quiet", ...options], {
    encoding: "utf8",
    maxBuffer: 1 << 24,
  });
  return readRestApi(JSON.parse(text));
}

// The headers with their names as they were received, without those that only HTTP/2 has.
function receivedHeaders({ rawHeaders }) {
  return rawHeaders.flatMap((name, i) =>
    i % 2 === 0 && !name.startsWith(":") ? [[name, rawHeaders[i + 1]]] : [],
  );
}

/** Serves a REST API as `https://HOST/STAGE` and keeps what it was asked and answered. */
async function serveApi(certificate, { host, protocol, api, functions }) {
  const calls = [];
  const server = await serve(certificate, protocol, (incoming, outgoing) => {
    const [path] = incoming.url.replace(`/${api.stage}`, "").split("?");
    const request = { method: incoming.method, path, headers: receivedHeaders(incoming) };
    let answered;
    try {
      answered = answer(api, request, functions);
    } catch (error) {
      answered = { status: 500, headers: {}, body: String(error) };
    }
    calls.push({ request, answered });
    outgoing.writeHead(answered.status, answered.headers);
    outgoing.end(answered.body);
  });
  return { ...server, host, calls, url: `https://${host}/${api.stage}` };
}

/**
 * Starts servers and browser. `apis` are `{host, protocol, api, functions}`; every other host is
 * one that serves pages. Nothing outside 127.0.0.1 is asked for.
 */
export async function open(chromiumPath, apis) {
  const certificate = makeCertificate();
  const pages = await serve(certificate, "HTTP/1.1", (request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end(request.url === "/sandbox" ? SANDBOX : PAGE);
  });
  const served = await Promise.all(apis.map((api) => serveApi(certificate, api)));
  const rules = [
    ...served.map(({ host, port }) => `MAP ${host} 127.0.0.1:${port}`),
    `MAP * 127.0.0.1:${pages.port}`,
  ];
  const closeServers = () => Promise.all([pages, ...served].map((server) => server.close()));
  const browser = await launch(chromiumPath, rules).catch(async (error) => {
    await closeServers();
    throw error;
  });
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const frames = new Map();
  let fetched = 0;
  return {
    apis: served,
    version: browser.version(),
    setCookie: (url, name, value) =>
      context.addCookies([{ name, value, url, secure: true, sameSite: "None" }]),
    /** What a page of `origin` gets by `fetch`: status and body, or that it is refused. */
    fetch: async (origin, url, options) => {
      if (!frames.has(origin)) frames.set(origin, await frameOf(context, origin));
      // Browsers keep a preflight's answer for a while, but only for the very address.
      return fetchIn(frames.get(origin), `${url}?${fetched++}`, options);
    },
    close: async () => {
      await browser.close();
      await closeServers();
    },
  };
}

// `"null"` is the origin of a sandboxed frame, whatever page it is in.
async function frameOf(context, origin) {
  const page = await context.newPage();
  if (origin !== "null") {
    await page.goto(origin);
    return page.mainFrame();
  }
  await page.goto("https://frames.example/sandbox");
  return page.mainFrame().childFrames()[0];
}

const fetchIn = (frame, url, options) =>
  frame.evaluate(
    async ([target, init]) => {
      try {
        const response = await fetch(target, { credentials: "include", ...init });
        return { status: response.status, body: await response.text() };
      } catch (error) {
        return { refused: error.name };
      }
    },
    [url, options],
  );
