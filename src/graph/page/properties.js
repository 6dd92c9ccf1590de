// A value of a template as a tree to read, its references as links.

const OPEN_DEPTH = 2;
const INTRINSIC = /^(Ref|Condition|Fn::.+)$/;

/** A button that leads to what has a key. */
function jump(key, text = nameOf(key)) {
  return element("button", { type: "button", class: "jump", click: () => go(key) }, text);
}

/** The properties of a resource; those whose change replaces it are marked. */
function propertyTree(resource) {
  const replacing = new Set(resource.replaced_by);
  return element("ul", { class: "tree" }, entriesOf(resource, resource.properties, "/Properties", 0, replacing));
}

function entriesOf(resource, value, pointer, depth, replacing) {
  const names = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return names.map((name) => {
    const at = `${pointer}/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const key = element("span", { class: "key" }, Array.isArray(value) ? "- " : `${name}: `);
    const tag = replacing.has(at) ? element("span", { class: "tag" }, "replaces") : null;
    return element("li", {}, treeOf(resource, value[name], at, depth, replacing, [key, tag]));
  });
}

function treeOf(resource, value, pointer, depth, replacing, label) {
  const short = shortOf(resource, value);
  if (short) return [label[0], short, label[1]];
  const size = Array.isArray(value) ? value.length : Object.keys(value).length;
  return element(
    "details",
    { open: depth < OPEN_DEPTH },
    element("summary", {}, label, element("span", { class: "quiet" }, counted(size, "entry", "entries"))),
    element("ul", {}, entriesOf(resource, value, pointer, depth + 1, replacing)),
  );
}

/** What fits on a line: a scalar, an empty value, a reference; else nothing. */
function shortOf(resource, value) {
  if (value === null || typeof value !== "object") return element("span", {}, String(value));
  const names = Object.keys(value);
  if (names.length === 0) return element("span", {}, Array.isArray(value) ? "[]" : "{}");
  if (Array.isArray(value) || names.length !== 1 || !INTRINSIC.test(names[0])) return null;
  return shortFunction(resource, names[0].replace("Fn::", ""), value[names[0]]);
}

function shortFunction(resource, name, argument) {
  const called = (...shown) => element("span", {}, element("span", { class: "function" }, name), " ", ...shown);
  const linked = (id, text) => {
    const key = `${resource.stack}/${id}`;
    return resources.has(key) ? jump(key, text) : text;
  };
  if (name === "Ref" && typeof argument === "string") return called(linked(argument, argument));
  if (name === "GetAtt") {
    const path = Array.isArray(argument) ? argument : String(argument).split(".");
    if (path.every((step) => typeof step === "string")) return called(linked(path[0], path.join(".")));
  }
  return typeof argument === "string" ? called(argument) : null;
}
