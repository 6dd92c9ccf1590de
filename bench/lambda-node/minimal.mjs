// The least that serves invocations in Node.js: one kept connection, no error handling.
import http from 'node:http';
import { handler } from './handler.mjs';

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const base = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation/`;

function exchange(method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = body === undefined
      ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const request = http.request(base + path, { method, agent, headers }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(pieces) }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

for (;;) {
  const { headers, body } = await exchange('GET', 'next');
  const outcome = await handler(JSON.parse(body));
  await exchange('POST', `${headers['lambda-runtime-aws-request-id']}/response`,
    JSON.stringify(outcome));
}
