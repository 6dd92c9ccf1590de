// What the marks of a picture mean, those of it that it has.

const FAMILIES = {
  compute: "Compute", container: "Containers", storage: "Storage", database: "Databases", cache: "Caches",
  network: "Networks", edge: "CDN, DNS, certificates", api: "APIs", messaging: "Messages and events",
  workflow: "Workflows", identity: "Identities", security: "Security", monitoring: "Monitoring",
  analytics: "Analytics", delivery: "Builds and delivery", ai: "AI", config: "Configuration", other: "Other",
};
const EDGES = {
  reference: "refers to",
  permission: "may use",
  traffic: "calls, reaches",
  data: "data flows to",
};
const CHANGES = {
  added: "added", changed: "changed in place", replaced: "replaced", removed: "removed",
  lost: "data is lost", opened: "opened to more",
};

function legendOf({ svg }) {
  const shown = (names, scope, make) =>
    Object.entries(names).filter(([name]) => svg.querySelector(scope(name))).map(([name, text]) => [make(name), text]);
  const rows = [
    ...shown(EDGES, (name) => `.edge.${name}`, edgeSample),
    ...shown(CHANGES, (name) => `.${name}`, changeSample),
    ...shown(FAMILIES, (name) => `.node.family-${name}`, iconOf),
  ];
  return element("ul", {}, rows.map((row) => element("li", {}, row)));
}

function sample(width, ...shapes) {
  return svgElement("svg", { class: "picture", width, height: 16, "aria-hidden": "true" }, shapes);
}

const edgeSample = (kind) =>
  sample(
    40,
    svgElement("path", { class: `edge ${kind}`, d: "M1 8H30" }),
    svgElement("path", { class: `head ${kind}`, d: "M30 3.5L39 8L30 12.500z" }),
  );

const changeSample = (change) =>
  sample(28, svgElement("g", { class: `node ${change}` }, svgElement("rect", { x: 2, y: 2, width: 24, height: 12, rx: 3 })));
