// The page: its tabs, its keys, and what an address shows.

const stage = byId("stage");
const pictures = new Map([...stage.querySelectorAll("svg.picture")].map((svg) => [svg.dataset.view, new Picture(svg)]));
const views = data.views.filter(({ name }) => pictures.has(name));
const wide = matchMedia("(min-width: 701px)");
let current = null; // the picture that is shown
let focusNext = null; // what gets the focus once the next address is shown
let answersClosed = false;

for (const { name, title } of views) {
  byId("tabs").append(
    element("button", {
      type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `view-${name}`, click: () => goToView(name),
    }, title),
  );
  const { svg } = pictures.get(name);
  const view = element("div", { class: "view", id: `view-${name}`, role: "tabpanel", "aria-labelledby": `tab-${name}`, hidden: true });
  svg.replaceWith(view);
  view.append(svg);
}
document.body.classList.add("ready");
const camera = new Camera(stage);

/** Shows what has a key: in this view, or else in the first one that has it. */
function go(key, { focus = true } = {}) {
  const holds = (picture) => picture.find(key);
  const picture = holds(current) ? current : ([...pictures.values()].find(holds) ?? current);
  focusNext = focus ? "panel" : null;
  goTo(addressOf(picture.name, key));
}

const goToView = (name) => goTo(addressOf(name, ""));

function goTo(address) {
  if (location.hash === address) route();
  else location.hash = address;
}

function route() {
  const { view, key } = readAddress(location.hash);
  const picture = pictures.get(view) ?? current ?? pictures.get(views[0].name);
  if (picture !== current) showView(picture);
  showKey(key);
  focusNext = null;
}

/** Scrolls the strip alone, so that a tab stands in its middle and those beside it are seen. */
function showTab(tab) {
  const strip = byId("tabs");
  const place = tab.getBoundingClientRect();
  const around = strip.getBoundingClientRect();
  strip.scrollLeft += place.left + place.width / 2 - (around.left + around.width / 2);
}

function showView(picture) {
  current?.unlight();
  current = picture;
  for (const { name, title, about } of views) {
    const active = name === picture.name;
    const tab = byId(`tab-${name}`);
    tab.setAttribute("aria-selected", String(active));
    tab.setAttribute("tabindex", active ? 0 : -1);
    byId(`view-${name}`).hidden = !active;
    if (!active) continue;
    showTab(tab);
    byId("about").textContent = about;
    document.title = `${data.title}: ${title}`;
  }
  byId("legend").querySelector("div").replaceChildren(...legendOf(picture));
  byId("answers").hidden = answersOf(picture.name).length === 0;
  if (isListed()) fillList();
  camera.show(picture);
}

function showKey(key) {
  const shown = current.find(key);
  const resource = resources.get(key);
  current.select(shown);
  if (resource) showResource(resource, shown);
  else if (shown) showGroup(shown);
  else if (wide.matches && !answersClosed && !byId("answers").hidden) showAnswers();
  else panel.hidden = true;
  if (shown) {
    current.stopAt(shown);
    // The panel takes room from the stage.
    if (current.at?.fitted) camera.fit();
    camera.reveal(shown);
    current.light(shown);
  } else {
    current.unlight();
  }
  if (focusNext === "panel" && !panel.hidden) panel.focus();
}

function showAnswers() {
  const { title } = views.find(({ name }) => name === current.name);
  openPanel([panelHeader("Answers", title), ...answersOf(current.name)], "Answers");
}

/** Closes the panel and gives the focus back to what it was about. */
function closePanel() {
  const shown = current.selected;
  if (!shown) answersClosed = true;
  panel.hidden = true;
  goToView(current.name);
  if (shown && !isListed()) shown.focus({ preventScroll: true });
}

const isListed = () => document.body.classList.contains("listed");

function fillList() {
  byId("list").replaceChildren(listOf(current));
}

function setListed(listed) {
  document.body.classList.toggle("listed", listed);
  byId("as-list").textContent = listed ? "Picture" : "List";
  byId("list").hidden = !listed;
  if (listed) fillList();
}

// What a click or a key on the stage is about: a node, or a box by its title.
const targetOf = (event) => event.target.closest(".node, .box[role]");

function zoomBy(factor) {
  camera.glide();
  camera.zoom(factor);
}

function fit() {
  camera.glide();
  camera.fit();
}

stage.addEventListener("click", (event) => {
  if (camera.dragged) return;
  const node = event.target.closest(".node") ?? event.target.closest(".box[role] > .title")?.parentNode;
  if (node) go(node.dataset.key, { focus: false });
  else if (current.selected) closePanel();
});
stage.addEventListener("pointerover", (event) => {
  const node = event.target.closest(".node");
  if (node && !camera.pointers.size) current.light(node);
});
stage.addEventListener("pointerout", (event) => {
  if (event.target.closest(".node")) relight();
});
stage.addEventListener("focusin", (event) => {
  const target = targetOf(event);
  if (!target) return;
  current.stopAt(target);
  current.light(target);
  if (target.matches(":focus-visible")) camera.reveal(target.classList.contains("box") ? target.querySelector(".title") : target);
});
stage.addEventListener("focusout", () => relight());

function relight() {
  if (current.selected) current.light(current.selected);
  else current.unlight();
}

const ZOOM_KEYS = { "+": () => zoomBy(1.25), "=": () => zoomBy(1.25), "-": () => zoomBy(0.8), 0: fit };
const PAN = 60;

function onArrow(event) {
  const target = targetOf(event);
  if (target && !event.shiftKey) return current.neighbour(target, event.key)?.focus({ preventScroll: true });
  const [dx, dy] = DIRECTIONS[event.key];
  camera.glide();
  camera.pan(-dx * PAN, -dy * PAN);
}

stage.addEventListener("keydown", (event) => {
  const target = targetOf(event);
  if (event.key in DIRECTIONS) onArrow(event);
  else if (target && (event.key === "Enter" || event.key === " ")) go(target.dataset.key);
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return onEscape();
  if (event.target === searchField) return;
  if (event.key === "/") searchField.focus();
  else if (event.key in ZOOM_KEYS && !isListed()) ZOOM_KEYS[event.key]();
  else return;
  event.preventDefault();
});

function onEscape() {
  if (!found.hidden) closeResults();
  else if (!panel.hidden) closePanel();
}

byId("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const at = views.findIndex(({ name }) => name === current.name);
  const { name } = views[(at + step + views.length) % views.length];
  goToView(name);
  byId(`tab-${name}`).focus();
  event.preventDefault();
});

byId("zoom-in").addEventListener("click", () => zoomBy(1.25));
byId("zoom-out").addEventListener("click", () => zoomBy(0.8));
byId("zoom-fit").addEventListener("click", fit);
byId("as-list").addEventListener("click", () => setListed(!isListed()));
byId("answers").addEventListener("click", () => {
  answersClosed = false;
  goToView(current.name);
  showAnswers();
  panel.focus();
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  setListed(true);
  byId("list").focus();
});
stage.setAttribute("tabindex", 0);
stage.setAttribute("role", "group");
stage.setAttribute("aria-label", "Picture: arrow keys move it, plus and minus zoom, 0 shows all");
addEventListener("hashchange", route);
addEventListener("beforeprint", fillList);
route();
