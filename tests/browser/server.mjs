// HTTPS servers on 127.0.0.1, of HTTP/1.1 or HTTP/2.

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import http2 from "node:http2";
import https from "node:https";

/** A certificate and its key, made for the moment; `openssl` makes it. */
export function makeCertificate() {
  const pem = execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-days", "2", "-subj", "/CN=localhost", "-keyout", "-", "-out", "-"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
  return { key: pem, cert: pem };
}

/** Starts a server; `protocol` is "HTTP/1.1" or "HTTP/2". Gives its port and a `close`. */
export async function serve(certificate, protocol, handler) {
  const server =
    protocol === "HTTP/2"
      ? http2.createSecureServer(certificate, handler)
      : https.createServer(certificate, handler);
  const sockets = new Set();
  server.on("secureConnection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: server.address().port,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await closed;
    },
  };
}
