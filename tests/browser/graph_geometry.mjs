// What is wrong with where things stand in a picture, one that a page shows or one alone: labels that overlap or
// leave their box, nodes that overlap, anything outside of what it belongs to, ways on what they have nothing to do with.

/** The problems, a line each; measured in the page by getBoundingClientRect. */
export const geometryProblems = (page) => page.evaluate(findProblems);

function findProblems() {
  const svg = document.querySelector(".view:not([hidden]) > svg.picture") ?? document.documentElement;
  const problems = [];
  const SLACK = 1; // pixels at full size
  const STEP = 4; // of a way, in its own pixels
  const whole = svg.getBoundingClientRect();
  const slack = (SLACK * whole.width) / svg.viewBox.baseVal.width;
  const holds = (outer, inner) =>
    inner.left >= outer.left - slack && inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;
  const meets = (a, b) =>
    a.left < b.right - slack && b.left < a.right - slack &&
    a.top < b.bottom - slack && b.top < a.bottom - slack;
  const named = (element) => element.dataset.key ?? element.textContent;

  const boxes = [...svg.querySelectorAll(".box")].map((element) => shapeOf(element, "box"));
  const nodes = [...svg.querySelectorAll(".node")].map((element) => shapeOf(element, "node"));
  const byKey = new Map(boxes.map((box) => [box.element.dataset.key, box]));

  function shapeOf(element, kind) {
    const texts = [...element.querySelectorAll("text")];
    return {
      kind,
      element,
      around: [element.dataset.in, ...(element.dataset.across?.split("\n") ?? [])].filter(Boolean),
      rect: element.querySelector("rect").getBoundingClientRect(),
      labels: texts.map((text) => ({ text: text.textContent, rect: text.getBoundingClientRect() })),
    };
  }
  // What stands across boxes may lie on each of them.
  const isInside = (shape, box) =>
    shape.around.some((key) => byKey.has(key) && (byKey.get(key) === box || isInside(byKey.get(key), box)));

  if (nodes.length + boxes.length === 0 && !svg.querySelector("text")) problems.push("nothing is drawn");
  for (const shape of [...boxes, ...nodes]) {
    const name = `${shape.kind} ${named(shape.element)}`;
    if (!holds(whole, shape.rect)) problems.push(`${name} leaves the picture`);
    for (const key of shape.around.filter((around) => !byKey.has(around))) {
      problems.push(`${name} is in ${key}, which is not there`);
    }
    const around = byKey.get(shape.element.dataset.in);
    if (around && !holds(around.rect, shape.rect)) problems.push(`${name} leaves ${named(around.element)}`);
    if (shape.labels.length === 0) problems.push(`${name} has no label`);
    for (const label of shape.labels) {
      if (!holds(shape.rect, label.rect)) problems.push(`'${label.text}' leaves ${name}`);
    }
    const icon = shape.element.querySelector("use")?.getBoundingClientRect();
    if (icon && !holds(shape.rect, icon)) problems.push(`the icon of ${name} leaves it`);
    if (icon && shape.labels.some(({ rect }) => meets(icon, rect))) problems.push(`the icon of ${name} is on its label`);
  }
  for (const [a, b] of pairsThatMeet([...boxes, ...nodes], (shape) => shape.rect)) {
    if (!isInside(a, b) && !isInside(b, a)) {
      problems.push(`${a.kind} ${named(a.element)} is on ${b.kind} ${named(b.element)}`);
    }
  }
  const labels = [...boxes, ...nodes].flatMap((shape) => shape.labels);
  for (const [a, b] of pairsThatMeet(labels, (label) => label.rect)) {
    problems.push(`'${a.text}' is on '${b.text}'`);
  }
  const titles = boxes.flatMap((box) => box.labels);
  for (const title of titles) {
    for (const node of nodes) {
      if (meets(title.rect, node.rect)) problems.push(`node ${named(node.element)} is on '${title.text}'`);
    }
  }
  for (const path of svg.querySelectorAll("path.edge")) problems.push(...wrongsOfWay(path));
  return problems;

  // A way hides no title of a box, and leads under nothing but its own ends.
  function wrongsOfWay(path) {
    const { from, to } = path.dataset;
    const toScreen = path.getScreenCTM();
    const length = path.getTotalLength();
    const met = new Set();
    for (let at = 0; at <= length; at += STEP) {
      const point = path.getPointAtLength(at).matrixTransform(toScreen);
      const holdsPoint = ({ left, right, top, bottom }) =>
        point.x > left + slack && point.x < right - slack && point.y > top + slack && point.y < bottom - slack;
      titles.filter(({ rect }) => holdsPoint(rect)).forEach(({ text }) => met.add(`'${text}'`));
      nodes.filter(({ rect, element }) => ![from, to].includes(element.dataset.key) && holdsPoint(rect))
        .forEach(({ element }) => met.add(named(element)));
    }
    return [...met].map((what) => `the way from ${from} to ${to} is on ${what}`);
  }

  // Along one axis: only what overlaps on it is compared.
  function pairsThatMeet(items, rectOf) {
    const sorted = [...items].sort((a, b) => rectOf(a).left - rectOf(b).left);
    const met = [];
    sorted.forEach((a, i) => {
      for (const b of sorted.slice(i + 1)) {
        if (rectOf(b).left >= rectOf(a).right) break;
        if (meets(rectOf(a), rectOf(b))) met.push([a, b]);
      }
    });
    return met;
  }
}
