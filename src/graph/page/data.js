// What the program knows of the resources, and the way to one: #VIEW/KEY.

const data = JSON.parse(byId("data").textContent);
const resources = new Map(data.resources.map((resource) => [resource.key, resource]));
const severalStacks = new Set(data.resources.map(({ stack }) => stack)).size > 1;

/** The keys of resources by their logical ids, of those that only one has. */
const keysById = new Map();
for (const { id, key } of data.resources) keysById.set(id, keysById.has(id) ? null : key);
for (const [id, key] of keysById) if (key === null) keysById.delete(id);

/** A resource's name for people: its logical id, and its stack where there are several. */
const nameOf = (key) => {
  const resource = resources.get(key);
  if (!resource) return key;
  return severalStacks ? `${resource.id} (${resource.stack})` : resource.id;
};

const kindOf = (resource) => resource.kind ?? resource.type;

/** The address of a view and, in it, of what has a key. */
function addressOf(view, key) {
  return `#${view}${key ? `/${key.split("/").map(encodeURIComponent).join("/")}` : ""}`;
}

/** The view and the key that an address names; what cannot be read names nothing. */
function readAddress(address) {
  const [, view = "", key = ""] = /^#?([^/]*)\/?(.*)$/s.exec(address);
  try {
    return { view: decodeURIComponent(view), key: decodeURIComponent(key) };
  } catch {
    return { view: "", key: "" };
  }
}
