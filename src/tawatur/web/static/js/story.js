// The page of a story: a claim that stands on another page of the table is brought here when it is asked for.
const find = (selector) => document.querySelector(selector);
let wanted = null;

// The row of a claim: into view, unfolded, and with the focus, so that a screen reader goes on from there.
const show = (id) => {
  const row = document.getElementById(id);
  if (!row || row.tagName !== "TBODY") return;
  const details = row.querySelector(".more details");
  if (details) details.open = true;
  const head = row.querySelector("a.num");
  row.scrollIntoView({ block: "start" });
  if (head) head.focus({ preventScroll: true });
};

const bring = (link) => {
  const loader = find("#claims .loader");
  if (!loader || !link) return;
  wanted = new URL(link.href);
  loader.dispatchEvent(new Event("story:wanted"));
};

document.addEventListener("htmx:configRequest", (event) => {
  if (!wanted || !event.target.matches(".loader")) return;
  event.detail.path = `${wanted.pathname}${wanted.search}&part=claims`;
});

document.addEventListener("htmx:afterSettle", () => {
  if (!wanted) return;
  const { href, hash } = wanted;
  wanted = null;
  history.replaceState(history.state, "", href);
  show(hash.slice(1));
});

const follow = () => {
  const id = location.hash.slice(1);
  if (!/^claim-\d+$/.test(id)) return;
  const target = document.getElementById(id);
  if (target && target.tagName === "LI") bring(target.querySelector("a"));
  else show(id);
};

document.addEventListener("click", (event) => {
  const link = event.target.closest ? event.target.closest(".elsewhere a") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  bring(link);
});
window.addEventListener("hashchange", follow);
// htmx takes hold of the page when it has been read.
if (document.readyState === "complete") follow(); else window.addEventListener("load", follow);
