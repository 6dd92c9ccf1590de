// Elements. Texts become text nodes, so nothing from a template is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

/** An element; attributes that are null or false are left out, functions listen to events. */
function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function svgElement(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(key, value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

/** An icon in the colour of a family, as large as its style says. */
function iconOf(icon, family) {
  const id = byId(`icon-${icon}`) ? `icon-${icon}` : "icon-other";
  return svgElement(
    "svg",
    { class: `node family-${family}`, viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" },
    svgElement("use", { href: `#${id}` }),
  );
}

/** Has the browser run something once before its next frame. */
function oncePerFrame(run) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      run();
    });
  };
}

const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
