// The contrast of every text that a page shows, against what is really drawn behind it: a screenshot
// without the texts.

const AA = 4.5; // https://www.w3.org/TR/WCAG22/#contrast-minimum

/** The texts with too little contrast, a line each. */
export async function contrastProblems(page) {
  // The screenshot has a pixel for each of the page's.
  const texts = await page.evaluate(collectTexts);
  await page.evaluate(setTextsHidden, true);
  const shot = await page.screenshot({ animations: "disabled", caret: "hide" });
  await page.evaluate(setTextsHidden, false);
  const judge = await judgeOf(page.context().browser());
  const problems = await judge.evaluate(judgeTexts, { texts, shot: shot.toString("base64"), least: AA });
  if (texts.length === 0) problems.push("no text is seen");
  return problems;
}

const judges = new WeakMap();

// An empty page that decodes screenshots, one a browser.
async function judgeOf(browser) {
  if (!judges.has(browser)) judges.set(browser, browser.newPage());
  return judges.get(browser);
}

// The texts that are seen: where, and in what colour.
function collectTexts() {
  const texts = [];
  const add = (text, { x, y, width, height }, color) => texts.push({ text, color, rect: { x, y, width, height } });
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const { currentNode } = walker;
    const parent = currentNode.parentElement;
    if (!currentNode.data.trim() || !parent.checkVisibility() || parent.closest("script, style, title")) continue;
    const style = getComputedStyle(parent);
    const color = parent instanceof SVGElement ? style.fill : style.color;
    range.selectNodeContents(currentNode);
    for (const rect of range.getClientRects()) {
      const seen = document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2);
      if (seen && (parent.contains(seen) || seen.contains(parent) || near(parent, seen))) {
        add(currentNode.data.trim(), rect, color);
      }
    }
  }
  for (const field of document.querySelectorAll("input")) {
    add(field.placeholder, field.getBoundingClientRect(), getComputedStyle(field, "::placeholder").color);
  }
  return texts;

  // A label of a picture lies on the shape beside it.
  function near(text, seen) {
    return text.closest("g") !== null && text.closest("g") === seen.closest("g");
  }
}

function setTextsHidden(hidden) {
  if (!hidden) {
    document.adoptedStyleSheets = [];
    return;
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    *, *::placeholder { color: transparent !important; transition: none !important; }
    text, tspan { fill: transparent !important; }`);
  document.adoptedStyleSheets = [sheet];
}

async function judgeTexts({ texts, shot, least }) {
  const image = new Image();
  image.src = `data:image/png;base64,${shot}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);

  const problems = [];
  for (const { text, color, rect } of texts) {
    const behind = mostOften(pixelsOf(rect));
    if (!behind) continue;
    const contrast = contrastOf(over(parse(color), behind), behind);
    if (contrast < least) problems.push(`'${text.slice(0, 40)}': ${contrast.toFixed(2)}, ${color} on ${behind}`);
  }
  return [...new Set(problems)];

  function pixelsOf({ x, y, width, height }) {
    const left = Math.max(0, Math.floor(x));
    const top = Math.max(0, Math.floor(y));
    const right = Math.min(image.width, Math.ceil((x + width)));
    const bottom = Math.min(image.height, Math.ceil((y + height)));
    return right > left && bottom > top ? context.getImageData(left, top, right - left, bottom - top).data : [];
  }

  function mostOften(pixels) {
    const counts = new Map();
    for (let i = 0; i < pixels.length; i += 4) {
      const key = (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const [best] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [null, 0]);
    return best === null ? null : [best >> 16, (best >> 8) & 255, best & 255];
  }

  function parse(text) {
    const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
    return [red, green, blue, alpha];
  }

  function over([red, green, blue, alpha], behind) {
    return [red, green, blue].map((value, i) => value * alpha + behind[i] * (1 - alpha));
  }

  function contrastOf(a, b) {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  }

  function luminance(color) {
    const [red, green, blue] = color.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
}
