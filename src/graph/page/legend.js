// What the marks of a picture mean, those of it that it has.

const FAMILIES = {
  compute: "Compute", container: "Containers", storage: "Storage", database: "Databases", cache: "Caches",
  network: "Networks", edge: "CDN, DNS, certificates", api: "APIs", messaging: "Messages and events",
  workflow: "Workflows", identity: "Identities", security: "Security", monitoring: "Monitoring",
  analytics: "Analytics", delivery: "Builds and delivery", ai: "AI", config: "Configuration", other: "Other",
};
// Icons of their own, with their families.
const ICONS = {
  function: ["Lambda functions", "compute"], "auto-scaling": ["Auto Scaling groups", "compute"],
  "load-balancer": ["Load balancers", "network"], "internet-gateway": ["Internet gateways", "network"],
  "nat-gateway": ["NAT gateways", "network"], endpoint: ["VPC endpoints", "network"], queue: ["Queues", "messaging"],
  topic: ["Topics", "messaging"], internet: ["The internet", "edge"],
};
const CHANGES = {
  added: "added", changed: "changed in place", replaced: "replaced", removed: "removed",
  lost: "data is lost", opened: "opened to more",
};

function legendOf({ svg }) {
  const shown = (names, scope, make) => {
    const here = Object.entries(names).filter(([name]) => svg.querySelector(scope(name)));
    return here.length ? element("ul", {}, here.map(([name, text]) => element("li", {}, make(name), text))) : null;
  };
  const own = Object.fromEntries(Object.entries(ICONS).map(([name, [text]]) => [name, text]));
  return [
    shown(EDGE_KINDS, (name) => `.edge.${name}`, edgeSample),
    shown({ perhaps: "perhaps" }, (name) => `.edge.${name}`, edgeSample),
    shown(CHANGES, (name) => `.${name}`, changeSample),
    shown({ ...own, ...FAMILIES }, (name) => `use[href="#icon-${name}"]`, (name) => iconOf(name, ICONS[name]?.[1] ?? name)),
  ].filter(Boolean);
}

function sample(width, ...shapes) {
  return svgElement("svg", { class: "picture", width, height: 16, "aria-hidden": "true" }, shapes);
}

const edgeSample = (kind) =>
  sample(
    40,
    svgElement("path", { class: `edge ${kind}`, d: "M1 8H30" }),
    svgElement("path", { class: `head ${kind}`, d: "M30 3.5L39 8L30 12.5z" }),
  );

const changeSample = (change) =>
  sample(28, svgElement("g", { class: `node ${change}` }, svgElement("rect", { x: 2, y: 2, width: 24, height: 12, rx: 3 })));
