// What a page can do beside being read: its colours, its menu on a phone, and where one is in it.
"use strict";

const kept = {
  get: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
  set: (theme) => { try { localStorage.setItem("theme", theme); } catch { /* not kept */ } },
};
const THEMES = ["system", "light", "dark"];
let theme = THEMES.includes(kept.get()) ? kept.get() : "system";

function colour() {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}
colour();  // before the first paint

function nameTheme(button) {
  button.textContent = { system: "◐", light: "☀", dark: "☾" }[theme];
  button.setAttribute("aria-label", `Colours: ${theme === "system" ? "as the system" : theme}`);
  button.title = button.getAttribute("aria-label");
}

function markHeading(links) {
  const top = 80;
  let here = links[0];
  for (const link of links) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading && heading.getBoundingClientRect().top <= top) here = link;
  }
  for (const link of links) link.classList.toggle("here", link === here);
}

addEventListener("DOMContentLoaded", () => {
  const button = document.getElementById("site-theme");
  nameTheme(button);
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    kept.set(theme);
    colour();
    nameTheme(button);
  });

  const menu = document.getElementById("site-menu");
  const open = (is) => {
    document.body.classList.toggle("menu-open", is);
    menu.setAttribute("aria-expanded", String(is));
  };
  menu.addEventListener("click", () => open(!document.body.classList.contains("menu-open")));
  addEventListener("keydown", ({ key }) => key === "Escape" && open(false));
  document.querySelector("#site-sidebar [aria-current]")?.scrollIntoView({ block: "nearest" });

  const links = [...document.querySelectorAll(".contents a")];
  if (links.length) {
    let waits = false;
    const mark = () => { waits = false; markHeading(links); };
    addEventListener("scroll", () => {
      if (!waits) requestAnimationFrame(mark);
      waits = true;
    }, { passive: true });
    mark();
  }
});
