// What the report does under the hand: hovering marks, a click or the arrow keys choose, lists jump.
// Without it the report is the same document, to be read and scrolled.
"use strict";

const root = document.documentElement;
const pages = document.getElementById("pages");
const reading = document.getElementById("reading");
const status = document.getElementById("status");
const panels = [...document.querySelectorAll("[role=tabpanel]")];

// All elements of a piece or of an article, by its id: the line of a list first, then its areas on pages.
const members = new Map();
for (const element of document.querySelectorAll("[data-owner], .part[id], .area")) {
  const id = element.dataset.owner ?? element.dataset.piece ?? element.id;
  if (!members.has(id)) members.set(id, []);
  members.get(id).push(element);
}
const of = (id) => members.get(id) ?? [];
const ownerOf = (piece) => piece.split("p")[0];
const areasOf = (id) => of(id).flatMap((element) =>
  element.matches(".area") ? [element] : [...element.querySelectorAll(".area")]);

function mark(name, ids) {
  for (const element of document.querySelectorAll("." + name)) element.classList.remove(name);
  for (const id of ids) for (const element of of(id)) element.classList.add(name);
}

// The piece or, between pieces, the article that an element belongs to.
function idAt(element) {
  const near = element.closest?.(".area, .part[id], [data-owner]");
  return near ? near.dataset.owner ?? near.dataset.piece ?? near.id : null;
}

function hover(id) {
  mark("hot", id ? [id] : []);
  mark("warm", id ? [ownerOf(id)] : []);
  const part = id && of(id).find((element) => element.matches(".part"));
  status.textContent = part && pages ? describe(part, id) : "";
}

function describe(part, id) {
  const name = part.querySelector(":scope > .name")?.textContent ?? "ledger";
  const why = part.querySelector(":scope > .why")?.textContent ?? "";
  const number = /^a\d/.test(id) ? ownerOf(id).slice(1) + " · " : "";
  return number + name + (why ? " · " + why : "");
}

function open(panel) {
  for (const other of panels) {
    other.classList.toggle("open", other === panel);
    const tab = document.getElementById("tab-" + other.id);
    tab.setAttribute("aria-selected", other === panel);
    tab.tabIndex = other === panel ? 0 : -1;
  }
}

// Chooses a piece or an article, and brings into sight what the hand is not on.
function choose(id, from) {
  const line = of(id).find((element) => !element.closest("svg"));
  if (!line) return;
  const owner = ownerOf(id);
  mark("chosen", [of(owner).length ? owner : id]);
  open(line.closest("[role=tabpanel]"));
  const focus = line.closest(".card, .list > li");
  focus?.focus({ preventScroll: true });
  if (from !== "list") bring(line, "nearest");
  if (from !== "page") show(id);
  history.replaceState(null, "", "#" + id);
}

function show(id) {
  const area = areasOf(id)[0];
  if (area) {
    return bring(area, "center");
  }
  const link = of(id)[0]?.querySelector("a[href^='#page-']");
  const page = link && document.querySelector(link.getAttribute("href"));
  if (page) bring(page, "start");
}

// Brings an element into sight. What was out of sight before is laid out only on the way there, so that heights
// change and the way has to be gone again.
function bring(element, block, times = 3) {
  element.scrollIntoView({ block, inline: "center" });
  if (times > 1) requestAnimationFrame(() => bring(element, block, times - 1));
}

function step(by) {
  const here = document.activeElement.closest(".card, .list > li") ?? document.querySelector(".card.chosen");
  const all = [...document.querySelectorAll(".open :is(.card, .list > li)")];
  const next = all[Math.max(0, all.indexOf(here) + by)] ?? here;
  if (next) choose(next.id, "key");
}

document.addEventListener("mouseover", (event) => hover(idAt(event.target)));
document.addEventListener("focusin", (event) => {
  const line = event.target.closest(".card, .list > li");
  if (line && !line.matches(".chosen")) choose(line.id, "list");
});
document.addEventListener("click", (event) => {
  const tab = event.target.closest("[role=tab]");
  if (tab) {
    event.preventDefault();
    return open(document.getElementById(tab.getAttribute("aria-controls")));
  }
  if (event.target.closest("a, button, summary") || String(getSelection())) return;
  const id = idAt(event.target);
  if (id) choose(id, event.target.closest("svg.sheet") ? "page" : "list");
  else if (event.target.closest("#pages")) mark("chosen", []);
});

// Layers and zoom.
const tools = document.getElementById("tools");
let zoom = 1;
function magnify(to) {
  zoom = Math.min(6, Math.max(0.25, to));
  const middle = (pages.scrollTop + pages.clientHeight / 2) / pages.scrollHeight;
  pages.style.setProperty("--zoom", zoom);
  pages.scrollTop = middle * pages.scrollHeight - pages.clientHeight / 2;
}
const layers = { t: "text", p: "pictures", c: "columns", a: "articles", f: "furniture", l: "ledger" };
const off = new Set(["columns", "ledger"]);
const buttons = {};
function toggle(layer) {
  const hidden = root.classList.toggle("no-" + layer);
  buttons[layer].setAttribute("aria-pressed", !hidden);
}
function button(label, title, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.innerHTML = label;
  made.title = title;
  made.addEventListener("click", action);
  tools.append(made);
  return made;
}
const brief = button("<u>o</u>utline", "Headlines alone: o", outline);
brief.setAttribute("aria-pressed", false);
function outline() {
  brief.setAttribute("aria-pressed", root.classList.toggle("outline"));
}
if (pages) {
  for (const [key, layer] of Object.entries(layers)) {
    buttons[layer] = button(layer.replace(key, `<u>${key}</u>`), `Show or hide ${layer}: ${key}`, () => toggle(layer));
    buttons[layer].setAttribute("aria-pressed", true);
    if (off.has(layer)) toggle(layer);
  }
  button("−", "Smaller: -", () => magnify(zoom / 1.25));
  button("+", "Larger: +", () => magnify(zoom * 1.25));
  button("fit", "As wide as the pane: 0", () => magnify(1));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key;
  const tab = event.target.closest("[role=tab]");
  if (tab && (key === "ArrowRight" || key === "ArrowLeft")) {
    const at = panels.findIndex((panel) => panel.matches(".open")) + (key === "ArrowRight" ? 1 : -1);
    const panel = panels[(at + panels.length) % panels.length];
    open(panel);
    document.getElementById("tab-" + panel.id).focus();
  } else if (event.target.id === "separator" && (key === "ArrowRight" || key === "ArrowLeft")) {
    split(pages.offsetWidth + (key === "ArrowRight" ? 30 : -30));
  } else if (key === "ArrowDown" || key === "ArrowUp") {
    if (event.target.closest("#pages")) return;
    step(key === "ArrowDown" ? 1 : -1);
  } else if (key === "Enter" && event.target.matches(".card, .list > li")) show(event.target.id);
  else if (key === "o") outline();
  else if (pages && (key === "[" || key === "]")) turn(key === "]" ? 1 : -1);
  else if (key === "Escape") mark("chosen", []);
  else if (pages && layers[key]) return toggle(layers[key]);
  else if (pages && (key === "+" || key === "=")) magnify(zoom * 1.25);
  else if (pages && key === "-") magnify(zoom / 1.25);
  else if (pages && key === "0") magnify(1);
  else return;
  event.preventDefault();
});

// The next page or the one before.
function turn(by) {
  const all = [...pages.children];
  const top = pages.getBoundingClientRect().top + 30;
  const at = all.findLastIndex((page) => page.getBoundingClientRect().top <= top);
  bring(all[Math.min(all.length - 1, Math.max(0, at + by))], "start");
}

// The bar between pages and lists.
function split(width) {
  const most = document.body.clientWidth - 200;
  root.style.setProperty("--split", Math.min(most, Math.max(200, width)) + "px");
}
const separator = document.getElementById("separator");
separator?.addEventListener("pointerdown", (event) => {
  separator.setPointerCapture(event.pointerId);
  separator.onpointermove = (move) => split(move.clientX);
  separator.onpointerup = () => { separator.onpointermove = null; };
});

root.classList.add("script");
open(panels[0]);
if (of(location.hash.slice(1)).length) choose(location.hash.slice(1), "load");
