// Chromium, which asks nobody for anything but what the tests name.

import { chromium } from "playwright-core";

const FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
  "--no-proxy-server",
];

/** Starts the browser; `rules` say what hosts stand for, as `MAP * 127.0.0.1:8443`. */
export const launch = (executablePath, rules) =>
  chromium.launch({
    executablePath,
    args: [...FLAGS, `--host-resolver-rules=${rules.join(",")}`],
  });
