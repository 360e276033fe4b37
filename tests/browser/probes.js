// Questions to an open page. Each answers with a list of what is wrong, or with what was asked for.
// bringAxe is defined around this file: see checks.py.
const OFF_SCREEN = -500;
const named = (element) => `<${element.tagName.toLowerCase()}> ${(element.id || element.textContent.trim()).slice(0, 60)}`;
const box = (element) => element.getBoundingClientRect();
const shown = (element) => {
  // What lies in closed details has a size all the same.
  if (!element.checkVisibility()) return false;
  const style = getComputedStyle(element);
  const at = box(element);
  return style.visibility !== "hidden" && style.display !== "none" && at.width > 0 && at.height > 0 && at.left > OFF_SCREEN;
};
const everything = () => [...document.body.querySelectorAll("*")].filter(shown);
const focusable = "a[href], button, input:not([type=hidden]), select, textarea, summary";

// What can make axe answer otherwise on another width. Where it is the same, only what is measured is measured again.
const arranged = () => [...document.querySelectorAll("*")].map((element) => {
  const style = getComputedStyle(element);
  return [style.display, style.visibility, style.content, element.checkVisibility(), box(element).right < 0].join();
}).join(";");

// Texts as a reader sees them: a paragraph, a point of a list or a cell, with its lines.
const SHORT = 30;
const linesOf = (texts) => {
  const lines = [];
  let right = Infinity;
  for (const text of texts) {
    for (const word of text.data.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const at = range.getBoundingClientRect();
      if (at.left < right - 1) lines.push([]);
      lines.at(-1).push(word[0]);
      right = at.right;
    }
  }
  return lines.map((words) => words.join(" "));
};
const paragraphs = () => {
  const blocks = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    let block = walker.currentNode.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    if (walker.currentNode.data.trim()) blocks.set(block, [...(blocks.get(block) || []), walker.currentNode]);
  }
  return [...blocks]
    // How long a line is that somebody types is up to them.
    .filter(([block]) => block.tagName !== "TEXTAREA" && shown(block))
    .filter(([, texts]) => texts.map((text) => text.data.trim()).join(" ").length > SHORT)
    .map(([block, texts]) => [block, linesOf(texts)]);
};

const probes = {
  axe: async ({ options, measuring, doubted }) => {
    bringAxe();
    const now = arranged();
    const again = window.arrangedForAxe === now;
    window.arrangedForAxe = now;
    const rules = { ...options, runOnly: { type: "rule", values: measuring }, rules: {} };
    const result = await axe.run(document, again ? rules : options);
    const found = [...result.violations, ...result.incomplete.filter((one) => one.id === doubted)];
    const place = (node) => `${node.html.slice(0, 160)} ${JSON.stringify(node.any.slice(0, 1)).slice(0, 200)}`;
    return found.map((one) => [`${one.id}: ${one.help}`, ...one.nodes.slice(0, 5).map(place)].join("\n  "));
  },

  // What came over the line for this page, also what the browser still had from the page before.
  // The page is there before its font is: that is asked for when the words are laid out.
  weight: async () => {
    const fontCame = () => performance.getEntriesByType("resource").some((one) => one.name.includes("lexend"));
    for (let tries = 0; tries < 200 && !fontCame(); tries++) await new Promise((go) => setTimeout(go, 50));
    const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return Object.fromEntries(all.map((one) => [one.name, one.encodedBodySize]));
  },

  tooWide: () => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const found = everything().filter((element) => box(element).right > width + 1).map(named);
    return [`${document.documentElement.scrollWidth} pixels in ${width}`, ...found];
  },

  // Telephone numbers that go on in another line.
  brokenNumbers: () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      for (const number of texts.currentNode.data.matchAll(/(\+\d\d|0\d+)(\s\d{2,})+|\b\d{3}\s\d{3}\b/g)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, number.index);
        range.setEnd(texts.currentNode, number.index + number[0].length);
        const tops = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
        if (tops.size > 1) found.push(number[0]);
      }
    }
    return found;
  },

  spaceOut: () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }");
    document.adoptedStyleSheets = [sheet];
  },

  spaceBack: () => { document.adoptedStyleSheets = []; },

  cutOff: () => everything()
    .filter((element) => getComputedStyle(element).overflowX === "hidden")
    .filter((element) => element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1)
    .map(named),

  smallPrint: (least) => {
    const sizes = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      if (text && shown(walker.currentNode.parentElement)) {
        sizes.push([text.slice(0, 60), parseFloat(getComputedStyle(walker.currentNode.parentElement).fontSize)]);
      }
    }
    return sizes.filter(([, size]) => size < least).map(([text, size]) => `${text}: ${size} pixels`);
  },

  longLines: (most) => paragraphs().flatMap(([, lines]) => lines)
    .filter((line) => line.length > most)
    .map((line) => `${line.length} characters: ${line}`),

  // A heading is no text to read on and on.
  tightLines: (least) => paragraphs()
    .filter(([block, lines]) => lines.length > 1 && !block.closest("h1, h2, h3"))
    .map(([block]) => [block, parseFloat(getComputedStyle(block).lineHeight) / parseFloat(getComputedStyle(block).fontSize)])
    .filter(([, height]) => height < least - 0.01)
    .map(([block, height]) => `${named(block)}: ${height.toFixed(2)}`),

  notFromTheLeft: () => paragraphs()
    .filter(([block]) => !["left", "start"].includes(getComputedStyle(block).textAlign))
    .filter(([, lines]) => lines.length > 1)
    .map(([block]) => `${named(block)}: ${getComputedStyle(block).textAlign}`),

  smallBody: (least) => {
    const size = parseFloat(getComputedStyle(document.body).fontSize);
    return size < least ? [`${size} pixels`] : [];
  },

  colours: () => ["html", "body", "main", "h1"].map((tag) => {
    const style = getComputedStyle(document.querySelector(tag));
    return [style.color, style.backgroundColor, style.colorScheme];
  }),

  smallTargets: (least) => {
    // A number to call or something to do is there to be pressed, whatever stands beside it.
    const toAct = (element) => /^tel:|[/](anmelden|absagen|verlegen)([?]|$)/.test(element.getAttribute("href"));
    const inSentence = (element) => {
      if (element.tagName !== "A" || getComputedStyle(element).display !== "inline" || toAct(element)) return false;
      let around = element.parentElement;
      while (getComputedStyle(around).display === "inline") around = around.parentElement;
      return around.textContent.trim().length > element.textContent.trim().length;
    };
    const area = (element) => {
      const boxes = [element, ...(element.labels || [])].map(box);
      const width = Math.max(...boxes.map((one) => one.right)) - Math.min(...boxes.map((one) => one.left));
      const height = Math.max(...boxes.map((one) => one.bottom)) - Math.min(...boxes.map((one) => one.top));
      return [Math.round(width * 10) / 10, Math.round(height * 10) / 10];
    };
    return [...document.querySelectorAll(focusable)]
      .filter((element) => shown(element) && !inSentence(element))
      .map((element) => [element, ...area(element)])
      .filter(([, width, height]) => width < least || height < least)
      .map(([element, width, height]) => `${named(element)}: ${width} x ${height}`);
  },

  moving: () => everything()
    .filter((element) => {
      const style = getComputedStyle(element);
      return style.animationName !== "none" || style.transitionDuration.split(",").some((time) => parseFloat(time) > 0.2);
    })
    .map(named),

  // Of radio buttons with one name the Tab key stops at one.
  stops: () => {
    const groups = new Set();
    return [...document.querySelectorAll(focusable)].filter((element) => {
      if (element.disabled || (!shown(element) && !element.classList.contains("skip"))) return false;
      if (element.type !== "radio") return true;
      const group = [...document.getElementsByName(element.name)];
      const stop = group.find((one) => one.checked) || group[0];
      const isNew = element === stop && !groups.has(element.name);
      groups.add(element === stop ? element.name : "");
      return isNew;
    }).map(named);
  },

  startAtTop: () => {
    window.scrollTo(0, 0);
    document.querySelector(focusable).focus();
  },

  here: () => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const at = box(element);
    // Of something taller than the window, the middle of what is in sight.
    const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
    const top = document.elementFromPoint(middle(at.left, at.right, innerWidth), middle(at.top, at.bottom, innerHeight));
    const uncovered = Boolean(top) && (element.contains(top) || top.contains(element) || [...(element.labels || [])].includes(top));
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return { name: named(element), seen: outlined && uncovered };
  },

  // Before each key that moves the focus on, where it is. Asking from outside would take many times as long.
  noteStops: () => {
    window.stopsWalked = [];
    window.onkeydown = (key) => { if (key.key === "Tab") window.stopsWalked.push(probes.here()); };
  },

  walked: () => {
    window.onkeydown = null;
    return [...window.stopsWalked, probes.here()];
  },

  // The browser jumps to the anchor a moment after the key.
  skipped: async () => {
    const there = () => document.activeElement.tagName === "MAIN";
    for (let tries = 0; tries < 1000 && !there(); tries++) await new Promise((go) => setTimeout(go, 10));
    return there() ? [] : [named(document.activeElement)];
  },

  // What somebody would miss who sees no colours, or prints without them.
  colourAlone: () => {
    const style = (element) => getComputedStyle(element);
    const framed = (element) => parseFloat(style(element).borderTopWidth) > 0 || style(element).display !== "inline";
    const inSentence = (element) => [...element.parentElement.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
    const links = [...document.querySelectorAll("a[href]")].filter(shown)
      .filter((element) => inSentence(element) && !framed(element) && !style(element).textDecorationLine.includes("underline"));
    const states = [...document.querySelectorAll(".free, .few, .full, .gone, .good, .urgent, .wrong, .error")]
      .filter((element) => shown(element) && !/\p{L}/u.test(element.textContent));
    const bad = [...document.querySelectorAll(".bad")].filter((element) => !element.querySelector(".error"));
    // A bar that others do not have, or another ground, is a shape that one sees without colours.
    const clear = (colour) => /, 0\)$/.test(colour) || colour === "transparent";
    const looks = (element) => [
      style(element).fontWeight, style(element).textDecorationLine, style(element).borderBottomWidth,
      clear(style(element).borderBottomColor), style(element).backgroundColor,
    ].join();
    const here = [...document.querySelectorAll("nav [aria-current]")].filter(shown).filter((element) => {
      const others = [...element.closest("nav").querySelectorAll("a:not([aria-current])")].filter(shown);
      return others.some((other) => looks(other) === looks(element));
    });
    return [...links, ...states, ...bad, ...here].map(named);
  },

  // A head that stays in place covers what has the focus.
  staysInPlace: () => everything()
    .filter((element) => ["fixed", "sticky"].includes(getComputedStyle(element).position))
    .map(named),

  // How many pixels of two pictures differ by 3 to 1, as WCAG 2.4.13 asks of a focus.
  standsOut: async ([before, after]) => {
    const pixels = async (encoded) => {
      const bytes = Uint8Array.from(atob(encoded), (one) => one.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      canvas.drawImage(bitmap, 0, 0);
      return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
    };
    const light = (data, at) => [0.2126, 0.7152, 0.0722].reduce((sum, share, part) => {
      const value = data[at + part] / 255;
      return sum + share * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    }, 0);
    const [was, is] = [await pixels(before), await pixels(after)];
    let count = 0;
    for (let at = 0; at < Math.min(was.length, is.length); at += 4) {
      const [one, other] = [light(was, at), light(is, at)];
      if ((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) >= 3) count++;
    }
    return count;
  },

  // On paper: what only a screen can do.
  toPress: () => [...document.querySelectorAll("nav, button, .btn, select, input:not([type=hidden]), textarea")]
    .filter(shown)
    .map(named),

  hiddenAddresses: () => [...document.querySelectorAll("main a[href^='http'], main a[href^='mailto:']")]
    .filter((element) => shown(element) && !element.textContent.includes(element.href.replace(/^(mailto:|https?:..)/, "").replace(/[/]$/, "")))
    .map((element) => `${named(element)}: ${element.href}`),

  withoutEdge: () => [...document.querySelectorAll("button, .btn")]
    .filter((element) => shown(element) && !element.classList.contains("plain"))
    .filter((element) => parseFloat(getComputedStyle(element).borderTopWidth) < 1)
    .map(named),
};
