#!/usr/bin/env node
// Runs the native program of the package for this platform, as if it had been called itself.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const name = "omnitrack-synth";
const platform = `@omnitrack/synth-${process.platform}-${process.arch}`;

function fail(message, hint) {
  process.stderr.write(`${name}: ${message}\n  hint: ${hint}\n`);
  process.exit(1);
}

function find() {
  try {
    return require.resolve(`${platform}/bin/${name}`);
  } catch {
    return fail(`the package ${platform} is not installed`,
      "install without --no-optional or --omit=optional, on linux-x64 or linux-arm64");
  }
}

// A terminal sends Ctrl-C to both: the program decides what becomes of it. What is sent to this
// process alone is passed on, from before there is a program.
for (const signal of ["SIGINT", "SIGQUIT"]) process.on(signal, () => {});
for (const signal of ["SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2"]) {
  process.on(signal, () => child.kill(signal));
}

const child = spawn(find(), process.argv.slice(2), { stdio: "inherit" });
child.on("error", (error) => fail(`cannot start the program: ${error.message}`,
  `install ${platform} again`));
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code);
  // Ends as the program ended.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  setTimeout(() => process.exit(128 + constants.signals[signal]), 100);
});
