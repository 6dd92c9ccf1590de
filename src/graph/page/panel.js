// The panel beside the picture: a resource, the members of a fold, or what the view answers.

const panel = byId("panel");
const MANY = 12;

function openPanel(content, label) {
  panel.setAttribute("aria-label", label);
  panel.replaceChildren(...content.filter(Boolean));
  panel.scrollTop = 0;
  panel.hidden = false;
}

function panelHeader(title, under, icon = null) {
  const close = element("button", { type: "button", class: "close", "aria-label": "Close", click: closePanel }, "×");
  return element("header", { class: icon && "with-icon" }, icon, element("h2", {}, title), close, element("p", {}, under));
}

function section(title, ...content) {
  return element("section", {}, element("h3", {}, title), ...content);
}

const bullets = (items, attributes = {}) =>
  element("ul", attributes, items.map((item) => element("li", {}, item)));

/** A list of which the rest is folded where it is long. */
function longList(items) {
  if (items.length <= MANY) return [bullets(items)];
  const rest = element("summary", {}, `${items.length - MANY} more`);
  return [bullets(items.slice(0, MANY)), element("details", {}, rest, bullets(items.slice(MANY)))];
}

function showResource(resource, shown) {
  openPanel(
    [
      panelHeader(resource.id, resource.kind ?? resource.type, iconOf(resource.icon, resource.family)),
      changeSection(resource.change),
      findingsSection(resource.findings),
      factsSection(resource, shown),
      propertiesSection(resource),
      referencesSection("Refers to", resource.to),
      referencesSection("Referred to by", resource.from),
      shown?.dataset.key === resource.key ? membersSection("Drawn with it", foldedInto(shown)) : null,
      requirementsSection(resource.requirements),
    ],
    resource.id,
  );
}

function changeSection(change) {
  if (!change) return null;
  return section(
    "Change",
    element("p", { class: "badge" }, change.action),
    bullets(change.rows ?? []),
    (change.losses ?? []).map((text) => element("p", { class: "loss" }, `Lost: ${text}`)),
    (change.opened ?? []).map((text) => element("p", { class: "opening" }, `Opened: ${text}`)),
  );
}

function findingsSection(findings) {
  if (!findings?.length) return null;
  const rows = findings.map(({ code, severity, message, place }) => [
    element("span", { class: `badge ${severity}` }, `${severity} ${code}`),
    ` ${message}`,
    place ? element("div", { class: "quiet" }, place) : null,
  ]);
  return section("Findings", bullets(rows.map((row) => row.filter(Boolean)), { class: "plain" }));
}

function factsSection(resource, shown) {
  const code = (text) => element("code", {}, text);
  const replacing = (resource.replaced_by ?? []).map((pointer) => code(pathOf(pointer)));
  const rows = [
    ["Type", code(resource.type)],
    ["Stack", severalStacks ? resource.stack : null],
    ["Drawn in", shown && shown.dataset.key !== resource.key ? drawnIn(shown) : null],
    ["Construct", resource.construct ? code(resource.construct) : null],
    ["Made at", resource.line ? code(resource.line) : null],
    ["Template", resource.place ? code(resource.place) : null],
    ["Condition", resource.condition ? code(resource.condition) : null],
    ["Holds", resource.holds ? `${resource.holds}, lost with it` : null],
    ["Replaced by", replacing.length ? ["a change of ", ...separated(replacing)] : null],
  ];
  const known = rows.filter(([, value]) => value);
  const pairs = known.map(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]);
  return section("Facts", element("dl", {}, pairs));
}

/** A link to what shows a resource in its place. */
const drawnIn = (shown) => jump(shown.dataset.key, resources.has(shown.dataset.key) ? undefined : labelOf(shown));

const pathOf = (pointer) => pointer.replace(/^\/Properties\//, "").replaceAll("/", ".");
const separated = (items) => items.flatMap((item, i) => (i === 0 ? [item] : [", ", item]));

function propertiesSection(resource) {
  const properties = resource.properties ?? {};
  if (Object.keys(properties).length === 0) return section("Properties", element("p", { class: "quiet" }, "none"));
  const text = element("pre", { tabindex: 0 });
  const whole = element("details", {}, element("summary", { class: "quiet" }, "As JSON"), text);
  whole.addEventListener("toggle", () => (text.textContent = JSON.stringify(properties, null, 2)), { once: true });
  return section("Properties", propertyTree(resource), whole);
}

function referencesSection(title, references) {
  if (!references?.length) return null;
  const places = new Map();
  for (const { key, at, how } of references) {
    if (!places.has(key)) places.set(key, []);
    places.get(key).push([at ? pathOf(at) : "", how].filter(Boolean).join(" by "));
  }
  const rows = [...places].map(([key, uses]) => [
    resources.has(key) ? jump(key) : key,
    element("div", { class: "quiet" }, uses.join(", ")),
  ]);
  return section(`${title} (${rows.length})`, longList(rows));
}

function requirementsSection(ids) {
  if (!ids?.length) return null;
  const texts = new Map((data.requirements ?? []).map(({ id, text }) => [id, text]));
  return section("Requirements", bullets(ids.map((id) => [id, texts.get(id)].filter(Boolean).join(" "))));
}

function membersSection(title, keys) {
  const members = keys.filter((key) => resources.has(key));
  if (members.length === 0) return null;
  const rows = members.map((key) => [jump(key), element("span", { class: "quiet" }, ` ${kindOf(resources.get(key))}`)]);
  return section(`${title} (${rows.length})`, longList(rows));
}

/** Shows what stands for several resources: a fold, or a box that is no resource. */
function showGroup(shown) {
  const label = labelOf(shown);
  const led = current.edgesOf(shown).filter((edge) => edge.dataset.from === shown.dataset.key);
  openPanel(
    [
      panelHeader(label, ""),
      membersSection("Resources", [...membersOf(shown), ...foldedInto(shown)]),
      led.length ? section("Leads to", longList(led.map((edge) => jump(edge.dataset.to, endOf(current, edge.dataset.to))))) : null,
    ],
    label,
  );
}

/** What a view says in words: its statements, and of a change what changes. */
function answersOf(view) {
  const said = (data.statements ?? [])
    .filter((statement) => statement.view === view)
    .map(({ title, lines }) => section(title, ...longList(lines.map(linked))));
  return view === "change" ? [...said, ...changesByAction()] : said;
}

/** A text in which the names of resources lead to them. */
function linked(text) {
  return text.split(/(\w+)/).map((word) => (keysById.has(word) ? jump(keysById.get(word), word) : word));
}

function changesByAction() {
  const changed = data.resources.filter(({ change }) => change);
  const actions = [...new Set(changed.map(({ change }) => change.action))];
  return actions.map((action) => {
    const rows = changed
      .filter(({ change }) => change.action === action)
      .map(({ key, change }) => [jump(key), ...losses(change)]);
    return section(`${action} (${rows.length})`, longList(rows));
  });
}

const losses = ({ losses = [], opened = [] }) => [
  ...losses.map((text) => element("div", { class: "loss" }, `Lost: ${text}`)),
  ...opened.map((text) => element("div", { class: "opening" }, `Opened: ${text}`)),
];
