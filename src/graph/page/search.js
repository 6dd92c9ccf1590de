// The search: by name, type, construct and the text of properties.

const searchField = byId("search");
const found = byId("found");
const results = byId("results");
const MOST_RESULTS = 50;
const RANKS = ["id", "kind", "construct", "line"];
let searchIndex = null;
let chosen = -1;

/** The lines of a value, each with the way to it: "Environment.Variables.STAGE: prod". */
function linesOf(value, way = "") {
  if (value === null || typeof value !== "object") return [`${way}: ${value}`];
  return Object.entries(value).flatMap(([name, inner]) => linesOf(inner, way ? `${way}.${name}` : name));
}

function indexOf(resource) {
  const lines = linesOf(resource.properties ?? {});
  const kind = `${resource.kind ?? ""} ${resource.type}`;
  const texts = { id: resource.id, kind, construct: resource.construct ?? "", line: lines.join("\n") };
  const lower = Object.fromEntries(RANKS.map((name) => [name, texts[name].toLowerCase()]));
  return { resource, lines, lower };
}

/** How well a resource fits, the less the better; nothing where a word is nowhere in it. */
function rankOf(entry, words) {
  let rank = 0;
  for (const word of words) {
    const where = RANKS.findIndex((name) => entry.lower[name].includes(word));
    if (where < 0) return null;
    rank = Math.max(rank, where);
  }
  return 3 * rank + (entry.lower.id === words[0] ? 0 : entry.lower.id.startsWith(words[0]) ? 1 : 2);
}

function search(text) {
  searchIndex ??= data.resources.map(indexOf);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return searchIndex
    .map((entry) => ({ entry, rank: rankOf(entry, words), words }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => a.rank - b.rank);
}

function resultOf({ entry, words }, number) {
  const { resource, lines, lower } = entry;
  const hidden = words.find((word) => !lower.id.includes(word) && !lower.kind.includes(word));
  const line = hidden && lines.find((text) => text.toLowerCase().includes(hidden));
  const where = hidden && lower.construct.includes(hidden) ? resource.construct : line;
  return element(
    "li",
    { id: `result-${number}`, role: "option", "aria-selected": "false", "data-key": resource.key },
    element("b", {}, nameOf(resource.key)),
    element("span", { class: "kind" }, ` ${kindOf(resource)}`),
    where ? element("span", { class: "where" }, where.length > 160 ? `${where.slice(0, 160)}…` : where) : null,
  );
}

function showResults() {
  const fitting = search(searchField.value);
  found.hidden = searchField.value.trim() === "";
  searchField.setAttribute("aria-expanded", String(!found.hidden));
  const shown = fitting.slice(0, MOST_RESULTS);
  results.replaceChildren(...shown.map(resultOf));
  const all = fitting.length > shown.length ? `, the first ${shown.length} shown` : "";
  byId("count").textContent = fitting.length ? counted(fitting.length, "resource") + all : "Nothing found";
  choose(shown.length ? 0 : -1);
}

function choose(number) {
  results.children[chosen]?.setAttribute("aria-selected", "false");
  chosen = number;
  const option = results.children[chosen];
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) searchField.setAttribute("aria-activedescendant", option.id);
  else searchField.removeAttribute("aria-activedescendant");
}

function closeResults() {
  found.hidden = true;
  searchField.setAttribute("aria-expanded", "false");
}

function take(option) {
  closeResults();
  go(option.dataset.key, { focus: true });
}

searchField.addEventListener("input", showResults);
searchField.addEventListener("focus", () => searchField.value && showResults());
searchField.addEventListener("blur", closeResults);
searchField.addEventListener("keydown", (event) => {
  const count = results.children.length;
  if (event.key === "Enter" && !found.hidden && chosen >= 0) take(results.children[chosen]);
  else if (event.key === "ArrowDown" && count) choose((chosen + 1) % count);
  else if (event.key === "ArrowUp" && count) choose((chosen + count - 1) % count);
  else return;
  event.preventDefault();
});
// The field keeps the focus, so that a click is not lost with the list.
found.addEventListener("pointerdown", (event) => event.preventDefault());
results.addEventListener("click", (event) => {
  const option = event.target.closest("li");
  if (option) take(option);
});
