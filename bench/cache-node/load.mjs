// Times a client of Node.js against a Redis that runs: load.mjs CLIENT WORD..., with the words of
// ../cache_load.hpp. Its threads are callers that wait in one event loop.

import { performance } from "node:perf_hooks";
import process from "node:process";

import { clients } from "./clients.mjs";

const MOST_KEYS = 64;
const WARM_UP = 500;

const [name, ...words] = process.argv.slice(2);
const given = Object.fromEntries(words.map((word) => word.split("=")));
const workload = {
  port: Number(given.port),
  cluster: given.cluster === "1",
  ca: given.ca ?? "",
};
const number = (word, otherwise) => Number(given[word] ?? otherwise);
const pipeline = number("pipeline", 1);
const threads = number("threads", 1);
const operations = number("operations", 10000);
const bytes = number("bytes", 100);
const writes = given.operation === "set";

const client = await clients[name](workload);
const value = Buffer.alloc(bytes, "x");
const keys = Array.from({ length: MOST_KEYS }, (_, i) => `bench:${i}`);
for (const key of keys) await client.set(key, value);

function check(found) {
  if (found === null || found.length !== bytes) throw new Error("the value is gone");
}

async function operate(count, latencies) {
  for (let done = 0; done < count; done += pipeline) {
    const batch = Array.from({ length: pipeline }, (_, i) => keys[(done + i) % MOST_KEYS]);
    const before = performance.now();
    if (pipeline > 1) {
      if (writes) await client.setMany(batch, value);
      else (await client.getMany(batch)).forEach(check);
    } else if (writes) {
      await client.set(batch[0], value);
    } else {
      check(await client.get(batch[0]));
    }
    latencies.push((performance.now() - before) * 1e3);
  }
}

const callers = Array.from({ length: threads }, () => []);
const all = (count, into) => Promise.all(into.map((each) => operate(count, each)));
await all(Math.min(operations / 10, WARM_UP), callers.map(() => []));
const cpuBefore = process.cpuUsage();
const start = performance.now();
await all(operations / threads, callers);
const seconds = (performance.now() - start) / 1e3;
const cpu = process.cpuUsage(cpuBefore);
const latencies = callers.flat().sort((a, b) => a - b);
const at = (share) => latencies[Math.floor(share * (latencies.length - 1))];
console.log(
  JSON.stringify({
    calls_per_second: latencies.length / seconds,
    p50_us: at(0.5),
    p99_us: at(0.99),
    p999_us: at(0.999),
    cpu_us_per_call: (cpu.user + cpu.system) / latencies.length,
  }),
);
client.close();
process.exit(0);
