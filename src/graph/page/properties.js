// A value of a template as a tree to read, its references as links.

const LONG_TREE = 60; // lines; of a longer one only the first levels are open
const OPEN_LEVELS = 2;
const LINE = 56; // characters of a value that stands on one line
const INTRINSIC = /^(Ref|Condition|Fn::.+)$/;

/** A button that leads to what has a key. */
function jump(key, text = nameOf(key)) {
  return element("button", { type: "button", class: "jump", click: () => go(key) }, text);
}

/** The properties of a resource; those whose change replaces it are marked. */
function propertyTree(resource) {
  const { properties } = resource;
  const context = {
    resource,
    replacing: new Set(resource.replaced_by),
    levels: lineCount(properties) > LONG_TREE ? OPEN_LEVELS : Infinity,
  };
  return element("ul", { class: "tree" }, entriesOf(context, properties, "/Properties", 0));
}

const isMap = (value) => value !== null && typeof value === "object";
const lineCount = (value) =>
  isMap(value) ? Object.values(value).reduce((sum, inner) => sum + lineCount(inner), 1) : 1;

function entriesOf(context, value, pointer, depth) {
  return Object.keys(value).map((name) => {
    const at = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const key = element("span", { class: "key" }, Array.isArray(value) ? "- " : `${name}: `);
    const tag = context.replacing.has(at) ? element("span", { class: "tag" }, "replaces") : null;
    return element("li", {}, treeOf(context, value[name], at, depth, key, tag));
  });
}

function treeOf(context, value, pointer, depth, key, tag) {
  const short = shortOf(context.resource, value);
  if (short) return [key, short, tag];
  const size = element("span", { class: "quiet" }, counted(Object.keys(value).length, "entry", "entries"));
  return element(
    "details",
    { open: depth < context.levels },
    element("summary", {}, key, size, tag),
    element("ul", {}, entriesOf(context, value, pointer, depth + 1)),
  );
}

/** What fits on a line: a scalar, a reference, a few scalars; else nothing. */
function shortOf(resource, value) {
  if (!isMap(value)) return element("span", {}, String(value));
  const names = Object.keys(value);
  if (names.length === 0) return element("span", {}, Array.isArray(value) ? "[]" : "{}");
  if (names.length === 1 && INTRINSIC.test(names[0])) {
    return shortFunction(resource, names[0].replace("Fn::", ""), value[names[0]]);
  }
  if (Object.values(value).some(isMap)) return null;
  const line = names.map((name) => (Array.isArray(value) ? value[name] : `${name}: ${value[name]}`)).join(", ");
  return line.length <= LINE ? element("span", {}, line) : null;
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
