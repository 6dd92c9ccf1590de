// The same check, compute, cache in Node.js; what it computes is a ready text, so it does less.
import { createHash } from 'node:crypto';
import { createClient } from 'redis';

const RESULT = JSON.stringify({
  averageStock: { mean: 151.25, p05: 140.25, p95: 159.5 },
  fillRate: { mean: 0.96875, p05: 0.921875, p95: 1 },
  fillRateError: 0.0015,
  stockoutDays: { mean: 12, p05: 0, p95: 30 },
});

const cache = createClient({
  socket: { host: process.env.REDIS_HOST, port: Number(process.env.REDIS_PORT) },
});
cache.on('error', (error) => console.error(error.message));
await cache.connect();

function canonical(parameters) {
  return JSON.stringify(parameters, Object.keys(parameters).sort());
}

export async function handler(event) {
  const hash = createHash('sha256').update(canonical(event.parameters)).digest('hex');
  const key = `node:simulation:${event.scenarioId}:${hash}`;
  const cached = await cache.get(key);
  if (cached === null) await cache.set(key, RESULT, { EX: 3600 });
  const origin = cached === null ? 'computed' : 'cached';
  console.log(JSON.stringify({ level: 'INFO', message: 'simulation', hash, origin }));
  return { scenarioId: event.scenarioId, hash, origin, result: JSON.parse(cached ?? RESULT) };
}
