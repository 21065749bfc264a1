// The text of an article: a mark opens beside it what it was read as. Without this file each mark is a link to
// its entry in the lists below, and each choice of layers is an address.
const byId = (id) => document.getElementById(id);
const told = byId("told"), body = byId("told-body");
const text = () => byId("marked");
const marks = () => [...text().querySelectorAll("a[data-m]")];
const cut = (value) => (value || "").split(" ").filter(Boolean);
let opener = null;

// Lighting ---------------------------------------------------------------------------------------------
const light = (keys) => {
  for (const el of text().querySelectorAll(".lit")) el.classList.remove("lit");
  for (const key of keys) {
    const safe = CSS.escape(key);
    for (const el of text().querySelectorAll(`[data-m~="${safe}"],[data-c="${safe}"]`)) el.classList.add("lit");
  }
};

// Beside the text --------------------------------------------------------------------------------------
const close = (back) => {
  if (told.hidden) return;
  told.hidden = true;
  document.body.classList.remove("reading-open");
  light([]);
  if (opener) opener.removeAttribute("aria-expanded");
  if (back && opener && opener.isConnected) opener.focus();
  opener = null;
};
// A copy of the entries, without their anchors: an address still leads to the lists.
const copies = (keys) => keys.map((key) => byId(`n-${key}`)).filter(Boolean).map((entry) => {
  const copy = document.createElement("div");
  copy.className = "entry";
  copy.append(...[...entry.childNodes].map((node) => node.cloneNode(true)));
  for (const el of copy.querySelectorAll("[id]")) el.removeAttribute("id");
  return copy;
});
const open = (mark, keys, focus) => {
  const found = copies(keys);
  if (!found.length) return;
  if (opener) opener.removeAttribute("aria-expanded");
  opener = mark;
  if (mark) mark.setAttribute("aria-expanded", "true");
  body.replaceChildren(...found);
  told.hidden = false;
  told.scrollTop = 0;
  document.body.classList.add("reading-open");
  light(keys);
  if (focus) byId("told-name").focus({ preventScroll: true });
  // On a narrow screen the sheet must not hide what it tells of.
  if (mark && mark.getBoundingClientRect().bottom > window.innerHeight * 0.45) mark.scrollIntoView({ block: "center" });
};
const keysOf = (mark) => {
  const claim = mark.closest(".claim");
  return [...cut(mark.dataset.m), ...(claim ? [claim.dataset.c] : [])];
};

// Keyboard: the text is one stop of the Tab key, arrows lead from mark to mark ---------------------------
const rove = (mark) => { for (const one of marks()) one.tabIndex = one === mark ? 0 : -1; };
const ready = () => {
  const all = marks();
  if (all.length) rove(all[0]);
};
const step = (mark, by) => {
  const all = marks(), at = all.indexOf(mark);
  const next = by === "first" ? all[0] : by === "last" ? all[all.length - 1] : all[at + by];
  if (!next) return;
  rove(next);
  next.focus();
};

document.addEventListener("click", (event) => {
  const at = event.target instanceof Element ? event.target : null;
  if (!at || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (at.closest("#told-close")) { close(true); return; }
  const mark = at.closest("#marked a[data-m]");
  if (mark) {
    event.preventDefault();
    const keyboard = event.detail === 0;
    rove(mark);
    if (opener === mark && !keyboard) close(true); else open(mark, keysOf(mark), true);
    return;
  }
  // A step of a chain, shown beside the text: its entry takes the place of this one.
  const inner = at.closest('#told a[href^="#n-"]');
  if (inner) { event.preventDefault(); open(opener, [inner.hash.slice(3)], true); return; }
  const content = at.closest("#marked span[data-m]");
  if (content && getSelection().isCollapsed) open(null, keysOf(content), false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { close(true); return; }
  const mark = event.target instanceof Element ? event.target.closest("#marked a[data-m]") : null;
  if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
  // The text runs from right to left.
  const by = { ArrowDown: 1, ArrowLeft: 1, ArrowUp: -1, ArrowRight: -1, Home: "first", End: "last" }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  step(mark, by);
});
document.addEventListener("focusin", (event) => {
  const mark = event.target instanceof Element ? event.target.closest("#marked a[data-m]") : null;
  if (mark) rove(mark);
});

// An address that names a claim lights it up and tells what was read out of it -----------------------------
const arrive = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id.startsWith("claim-")) { light([id.slice(6)]); }
  else if (id.startsWith("m-")) light([id.slice(2).split("-")[0]]);
};
addEventListener("hashchange", arrive);

// Layers: the server marks the text anew; the address keeps the choice ------------------------------------
const form = byId("layers");
let asked = 0;
form.addEventListener("change", async () => {
  const chosen = new FormData(form).getAll("layers").filter(Boolean).join(",");
  const address = new URL(location.href);
  address.searchParams.set("layers", chosen);
  const mine = ++asked;
  text().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return;
    close(false);
    text().replaceWith(document.adoptNode(page.getElementById("marked")));
    history.replaceState(null, "", address);
    ready();
    arrive();
  } catch {
    // The plain way: the browser goes to the address and shows what is wrong there.
    location.assign(address);
  }
});

ready();
arrive();
