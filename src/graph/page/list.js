// A picture in words: what stands in what, and what leads where.

const edgeKind = (edge) => Object.keys(EDGE_KINDS).find((kind) => edge.classList.contains(kind));

const edgeWords = (edge) => (edge.classList.contains("perhaps") ? "perhaps " : "") + EDGE_KINDS[edgeKind(edge)];

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
  const members = (inside.get(key) ?? []).map((member) => itemOf(picture, member, inside));
  return element("li", {}, boxHead(key, labelOf(shown)), element("ul", {}, folded(shown), members));
}

const boxHead = (key, title) =>
  resources.has(key) ? jump(key, title) : element("span", { class: "group" }, title);

function nodeItem(picture, node) {
  const { key } = node.dataset;
  const resource = resources.get(key);
  const name = resource
    ? [jump(key), element("span", { class: "kind" }, ` ${kindOf(resource)}`)]
    : element("span", {}, labelOf(node));
  const members = folded(node);
  const across = keysIn(node.dataset.across).map(nameOf).join(", ");
  const out = picture.edgesOf(node).filter((edge) => edge.dataset.from === key);
  const edges = out.map((edge) => element("li", {}, `${edgeWords(edge)} ${endOf(picture, edge.dataset.to)}`));
  return element(
    "li",
    {},
    name,
    across ? ` in ${across}` : null,
    members.length ? element("ul", {}, members) : null,
    edges.length ? element("ul", { class: "edges" }, edges) : null,
  );
}

/** What is not drawn itself but stands in what is. */
const folded = (shown) =>
  [...membersOf(shown), ...foldedInto(shown)].filter((key) => resources.has(key)).map((key) =>
    element("li", {}, jump(key), element("span", { class: "kind" }, ` ${kindOf(resources.get(key))}`)),
  );

function endOf(picture, key) {
  const shown = picture.find(key);
  return resources.has(key) || !shown ? nameOf(key) : labelOf(shown);
}
