// The clients alike: get, set, getMany and setMany of one or many keys, and close.

import { readFileSync } from "node:fs";

const host = "127.0.0.1";

async function ioredis({ port, cluster, ca }) {
  const { Redis, Cluster } = await import("ioredis");
  const tls = ca ? { tls: { ca: readFileSync(ca) } } : {};
  const client = cluster ? new Cluster([{ host, port }]) : new Redis({ host, port, ...tls });
  const run = async (pipeline) => {
    const replies = await pipeline.exec();
    return replies.map(([error, reply]) => {
      if (error) throw error;
      return reply;
    });
  };
  return {
    get: (key) => client.getBuffer(key),
    set: (key, value) => client.set(key, value),
    getMany: (keys) => run(keys.reduce((all, key) => all.getBuffer(key), client.pipeline())),
    setMany: (keys, value) => run(keys.reduce((all, key) => all.set(key, value), client.pipeline())),
    close: () => client.disconnect(),
  };
}

async function redis({ port, cluster, ca }) {
  const { createClient, createCluster, RESP_TYPES } = await import("redis");
  const socket = { host, port, ...(ca ? { tls: true, ca: readFileSync(ca) } : {}) };
  const made = cluster
    ? createCluster({ rootNodes: [{ socket }] })
    : createClient({ socket });
  const client = made.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  await made.connect();
  // Commands of one turn of the event loop go together.
  return {
    get: (key) => client.get(key),
    set: (key, value) => client.set(key, value),
    getMany: (keys) => Promise.all(keys.map((key) => client.get(key))),
    setMany: (keys, value) => Promise.all(keys.map((key) => client.set(key, value))),
    close: () => made.destroy(),
  };
}

async function glide({ port, cluster, ca }) {
  const { GlideClient, GlideClusterClient, Batch, Decoder } = await import("@valkey/valkey-glide");
  const options = {
    addresses: [{ host, port }],
    useTLS: Boolean(ca),
    defaultDecoder: Decoder.Bytes,
    ...(ca ? { advancedConfiguration: { tlsAdvancedConfiguration: { rootCertificates: readFileSync(ca) } } } : {}),
  };
  const client = await (cluster ? GlideClusterClient : GlideClient).createClient(options);
  const run = (batch) => client.exec(batch, true, { decoder: Decoder.Bytes });
  return {
    get: (key) => client.get(key),
    set: (key, value) => client.set(key, value),
    getMany: (keys) => run(keys.reduce((all, key) => all.get(key), new Batch(false))),
    setMany: (keys, value) => run(keys.reduce((all, key) => all.set(key, value), new Batch(false))),
    close: () => client.close(),
  };
}

export const clients = { ioredis, redis, glide };
