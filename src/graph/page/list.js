// A picture in words: what stands in what, and what leads where.

const edgeKind = (edge) => Object.keys(EDGE_KINDS).find((kind) => edge.classList.contains(kind));

function listOf(picture) {
  const inside = new Map();
  for (const shown of picture.svg.querySelectorAll(".box, .node")) {
    const around = picture.boxes.has(shown.dataset.in) ? shown.dataset.in : null;
    if (!inside.has(around)) inside.set(around, []);
    inside.get(around).push(shown);
  }
  return element("ul", {}, (inside.get(null) ?? []).map((shown) => itemOf(picture, shown, inside)));
}

function itemOf(picture, shown, inside) {
  if (!shown.classList.contains("box")) return nodeItem(picture, shown);
  const { key } = shown.dataset;
  const title = shown.querySelector(".title").textContent;
  const members = (inside.get(key) ?? []).map((member) => itemOf(picture, member, inside));
  return element("li", {}, boxHead(key, title), element("ul", {}, members));
}

const boxHead = (key, title) =>
  resources.has(key) ? jump(key, title) : element("span", { class: "group" }, title);

function nodeItem(picture, node) {
  const { key } = node.dataset;
  const resource = resources.get(key);
  const members = membersOf(node);
  const name = resource
    ? [jump(key), element("span", { class: "kind" }, ` ${kindOf(resource)}`)]
    : element("span", {}, node.getAttribute("aria-label"));
  const folded = members.filter((member) => resources.has(member)).map((member) => element("li", {}, jump(member)));
  const out = picture.edgesOf(node).filter((edge) => edge.dataset.from === key);
  const edges = out.map((edge) => element("li", {}, `${EDGE_KINDS[edgeKind(edge)]} ${labelOf(picture, edge.dataset.to)}`));
  return element(
    "li",
    {},
    name,
    folded.length ? element("ul", {}, folded) : null,
    edges.length ? element("ul", { class: "edges" }, edges) : null,
  );
}

const labelOf = (picture, key) =>
  resources.has(key) ? nameOf(key) : (picture.find(key)?.getAttribute("aria-label") ?? key);
