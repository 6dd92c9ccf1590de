// The search: the index is a script, which is loaded when somebody begins to search.
"use strict";

{
  const root = document.currentScript.dataset.root;
  const form = document.getElementById("site-search");
  const input = form.elements.q;
  const list = document.getElementById("site-found");
  const MOST = 12;
  let loading;

  const index = () =>
    (loading ??= new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = `${root}search-index.js`;
      script.onload = () => done(read(window.omnitrackIndex));
      script.onerror = fail;
      document.head.append(script);
    }));

  const numbers = (steps) => {
    let at = 0;
    return steps.map((step) => (at += step));
  };

  const read = ({ pages, words }) => ({ pages, words, sorted: Object.keys(words) });

  // Where a word's beginning stands among all words.
  function firstWith(sorted, beginning) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < beginning) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // What each page is worth for a word: more in a heading than in the text, more whole than begun.
  function worthOf({ words, sorted }, term) {
    const worth = new Map();
    const add = (page, much) => worth.set(page, Math.max(worth.get(page) ?? 0, much));
    for (let i = firstWith(sorted, term); i < sorted.length && sorted[i].startsWith(term); ++i) {
      const [headings, text] = words[sorted[i]];
      const share = sorted[i] === term ? 1 : 0.4 * (term.length / sorted[i].length);
      for (const page of numbers(headings)) add(page, 10 * share);
      for (const page of numbers(text)) add(page, 2 * share);
    }
    return worth;
  }

  // What a title adds: most where it is just what was asked for; findings stand behind the rest.
  function worthOfTitle([title, address, kind], query) {
    const lower = title.toLowerCase();
    const isWhole = [lower, lower.split(":")[0], address.split(/[/.]/).at(-2)].includes(query);
    const begins = lower.startsWith(query) ? 15 : lower.includes(query) ? 8 : 0;
    const share = (5 * query.length) / Math.max(lower.length, query.length);
    const ofKind = { Guide: 4, Construct: 4, "Command line": 3, Type: -2, Finding: -1 }[kind] ?? 0;
    return (isWhole ? 100 : 0) + begins + share + ofKind;
  }

  function find(data, query) {
    const terms = query.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
    if (!terms.length) return [];
    const each = terms.map((term) => worthOf(data, term));
    return [...each[0].keys()]
      .filter((page) => each.every((worth) => worth.has(page)))
      .map((page) => ({
        page: data.pages[page],
        worth: each.reduce((sum, worth) => sum + worth.get(page), 0) +
          worthOfTitle(data.pages[page], query.trim().toLowerCase()),
      }))
      .sort((a, b) => b.worth - a.worth);
  }

  const element = (name, text, type) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (type) made.className = type;
    return made;
  };

  function show(target, found, most) {
    target.className = "results";
    target.replaceChildren(...found.slice(0, most).map(({ page: [title, address, kind, summary] }) => {
      const link = document.createElement("a");
      link.href = root + address;
      link.append(element("span", kind, "kind"), element("b", title), element("small", summary));
      const row = document.createElement("li");
      row.append(link);
      return row;
    }));
    if (!found.length) target.append(element("li", "Nothing has these words.", "none"));
  }

  async function ask() {
    const query = input.value;
    const data = await index();
    if (query !== input.value) return;
    list.hidden = !query.trim();
    if (query.trim()) show(list, find(data, query), MOST);
  }

  input.addEventListener("input", ask);
  input.addEventListener("focus", index, { once: true });
  addEventListener("click", ({ target }) => form.contains(target) || (list.hidden = true));
  addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      input.focus();
    } else if (event.key === "Escape") {
      list.hidden = true;
    } else if (!list.hidden && links.length && (at >= 0 || document.activeElement === input)) {
      const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      (links[next] ?? input).focus();
    }
  });

  // The page of the search shows all that is found.
  const asked = new URLSearchParams(location.search).get("q");
  if (location.pathname.endsWith("/search.html") && asked) {
    input.value = asked;
    const all = document.createElement("ol");
    document.querySelector("article").append(all);
    index().then((data) => show(all, find(data, asked), 100));
  }
}
