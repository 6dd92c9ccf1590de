// A picture: what stands in it, what its edges join, and what of it is lit.

class Picture {
  constructor(svg) {
    this.svg = svg;
    this.name = svg.dataset.view;
    const [, , width, height] = svg.getAttribute("viewBox").split(/[\s,]+/).map(Number);
    Object.assign(this, { width, height });
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    this.nodes = new Map();
    this.boxes = new Map();
    this.folds = new Map(); // what shows a resource that is not drawn itself, by its key
    this.edges = new Map();
    for (const box of svg.querySelectorAll(".box")) this.addBox(box);
    for (const node of svg.querySelectorAll(".node")) this.addNode(node);
    for (const edge of svg.querySelectorAll(".edge")) this.addEdge(edge);
    this.stop = this.reachable()[0];
    this.stop?.setAttribute("tabindex", 0);
  }

  addBox(box) {
    this.boxes.set(box.dataset.key, box);
    this.addMembers(box);
    if (!resources.has(box.dataset.key) && foldedInto(box).length === 0) return;
    box.setAttribute("tabindex", -1);
    box.setAttribute("role", "button");
    box.setAttribute("aria-label", labelOf(box));
  }

  addNode(node) {
    this.nodes.set(node.dataset.key, node);
    node.setAttribute("tabindex", -1);
    this.addMembers(node);
  }

  addMembers(shown) {
    for (const key of [...membersOf(shown), ...foldedInto(shown)]) this.folds.set(key, shown);
  }

  addEdge(edge) {
    for (const end of new Set([edge.dataset.from, edge.dataset.to])) {
      if (!this.edges.has(end)) this.edges.set(end, []);
      this.edges.get(end).push(edge);
    }
  }

  /** The element that shows what has a key: a node, a box, or the fold that it is in. */
  find(key) {
    return this.nodes.get(key) ?? this.boxes.get(key) ?? this.folds.get(key);
  }

  /** What can be focused, in the order of the document. */
  reachable() {
    const boxes = [...this.boxes.values()].filter((box) => box.hasAttribute("role"));
    return [...boxes, ...this.nodes.values()];
  }

  /** Makes an element the one that Tab leads to. */
  stopAt(element) {
    this.stop?.setAttribute("tabindex", -1);
    this.stop = element;
    element.setAttribute("tabindex", 0);
  }

  edgesOf(element) {
    return this.edges.get(element.dataset.key) ?? [];
  }

  /** Lights an element, its edges and what they lead to; all else fades. */
  light(element) {
    this.unlight();
    const near = [element];
    for (const edge of this.edgesOf(element)) {
      near.push(edge, this.find(edge.dataset.from), this.find(edge.dataset.to));
    }
    if (near.length === 1) return;
    this.lit = near.filter(Boolean);
    for (const shown of this.lit) shown.classList.add("near");
    this.svg.classList.add("lit");
  }

  unlight() {
    if (!this.lit) return;
    for (const shown of this.lit) shown.classList.remove("near");
    this.lit = null;
    this.svg.classList.remove("lit");
  }

  select(element) {
    this.selected?.classList.remove("selected");
    this.selected = element;
    element?.classList.add("selected");
  }

  /** What lies nearest to an element in a direction, as the keys with arrows name it. */
  neighbour(element, key) {
    const [dx, dy] = DIRECTIONS[key];
    const from = middleOf(element);
    let best = null;
    let least = Infinity;
    for (const other of this.reachable()) {
      if (other === element) continue;
      const to = middleOf(other);
      const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const across = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      if (along > 1 && along + 2 * across < least) [best, least] = [other, along + 2 * across];
    }
    return best;
  }
}

/** The kinds of edges: a class in a picture, and what it says from one end of the other. */
const EDGE_KINDS = {
  reference: "refers to",
  permission: "may use",
  traffic: "calls",
  data: "sends data to",
  part: "contains",
};

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** What something drawn is called: a node's label, a box's title with its note, uncut. */
function labelOf(shown) {
  if (shown.classList.contains("node")) return shown.getAttribute("aria-label");
  const texts = [...shown.querySelectorAll(":scope > text:not(.mark)")];
  return texts.map((text) => (text.querySelector("title") ?? text).textContent).join(" ");
}

const keysIn = (text) => (text ?? "").split("\n").filter(Boolean);
/** The keys of a fold's members. */
const membersOf = (shown) => keysIn(shown.dataset.keys);
/** The keys of what is not drawn because it belongs to what is. */
const foldedInto = (shown) => keysIn(shown.dataset.folded);

// A box is where its title is: its middle may be far below.
function middleOf(element) {
  const shown = element.classList.contains("box") ? element.querySelector(".title") : element;
  const { x, y, width, height } = shown.getBBox();
  return { x: x + width / 2, y: y + height / 2 };
}
