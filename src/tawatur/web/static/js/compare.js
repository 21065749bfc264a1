// The page that compares: steps from one shared passage to the next, a switch of articles on narrow screens, and files
// that are dropped on the form. Lighting and the chosen claim are report.js.
const byId = (id) => document.getElementById(id);
const all = (what, from = document) => [...from.querySelectorAll(what)];

// Stepping ---------------------------------------------------------------------------------------------
const where = byId("where");
const panes = all(".pane");
const narrow = matchMedia("(max-width: 44rem)");
let current = null;

const stops = (pane) => all("mark[data-stop]", pane);
const ofClaim = (number, pane) => stops(pane).find((mark) => mark.dataset.stop === number);
// Claims in the order in which the first article tells them, then those of the next ones.
const numbers = () => {
  const unlike = byId("only-unlike")?.checked;
  const found = panes.flatMap((pane) => stops(pane)).filter((mark) => !unlike || mark.classList.contains("x"));
  return [...new Set(found.map((mark) => mark.dataset.stop))];
};
const inPane = (mark) => {
  const box = mark.closest(".text"), a = mark.getBoundingClientRect(), b = box.getBoundingClientRect();
  if (box.scrollHeight > box.clientHeight) box.scrollTop += a.top - b.top - box.clientHeight / 3;
};
const show = (number) => {
  const marks = panes.map((pane) => ofClaim(number, pane)).filter(Boolean);
  if (!marks.length) return;
  current = number;
  marks.forEach(inPane);
  const here = panes.find((pane) => pane.contains(document.activeElement) || (narrow.matches && !pane.hidden));
  const mark = marks.find((one) => here && here.contains(one)) || marks[0];
  if (narrow.matches) turn(mark.closest(".pane"));
  const docked = byId("dock") && !byId("dock").hidden;
  mark.focus({ preventScroll: true });
  if (docked && mark.getAttribute("aria-pressed") !== "true") { mark.click(); mark.focus({ preventScroll: true }); }
  if (narrow.matches) mark.scrollIntoView({ block: "center" });
  else {
    // The panes are as high as the window: below the steps they are all in sight.
    const top = byId("stepper").offsetHeight;
    const away = document.querySelector(".panes").getBoundingClientRect().top - top;
    if (Math.abs(away) > window.innerHeight / 6) window.scrollBy({ top: away, behavior: "instant" });
    mark.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  }
  const list = numbers();
  const kind = mark.classList.contains("x") ? where.dataset.conflict : where.dataset.same;
  const outlets = marks.length < panes.length ? ` ${marks.map((one) => one.closest(".pane").querySelector("h3").textContent.trim()).join(" / ")}` : "";
  where.textContent = `${where.dataset.of.replace("{at}", list.indexOf(number) + 1).replace("{all}", list.length)} (${kind})${outlets}`;
};
const step = (by) => {
  const list = numbers();
  if (!list.length) return;
  const focused = document.activeElement?.closest?.("mark[data-stop]");
  const from = focused ? focused.dataset.stop : current;
  const at = list.indexOf(from);
  show(at < 0 ? (by > 0 ? list[0] : list[list.length - 1]) : list[(at + by + list.length) % list.length]);
};
if (where) {
  for (const part of all(".steps")) part.hidden = false;
  for (const button of all("[data-step]")) button.addEventListener("click", () => step(Number(button.dataset.step)));
  byId("only-unlike")?.addEventListener("change", () => { current = null; });
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !where) return;
  const at = event.target;
  if (!(at instanceof Element) || at.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  if (!byId("letters")?.checked) return;
  // By the place on the keyboard too: under an Arabic layout the key of «n» writes «ى».
  const by = event.key === "n" || event.code === "KeyN" ? 1 : event.key === "p" || event.code === "KeyP" ? -1 : 0;
  if (!by) return;
  event.preventDefault();
  step(by);
});
// All panes go to the partner wherever a mark gets the focus (arrow keys of report.js, a tap).
document.addEventListener("focusin", (event) => {
  const mark = event.target instanceof Element ? event.target.closest("mark[data-stop]") : null;
  if (!mark) return;
  current = mark.dataset.stop;
  for (const pane of panes) {
    const partner = pane.contains(mark) ? null : ofClaim(current, pane);
    if (partner) inPane(partner);
  }
  // The left and right arrows lead into an article that a narrow screen does not show.
  if (narrow.matches && mark.closest(".pane").hidden) turn(mark.closest(".pane"));
});

// The switch: one article at a time on a narrow screen, at the passage that is chosen ---------------------
const links = all(".switch a");
const turn = (pane) => {
  for (const one of panes) one.hidden = narrow.matches && one !== pane;
  for (const link of links) {
    if (link.hash === `#${pane.id}`) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
};
const fit = () => {
  if (!panes.length) return;
  if (narrow.matches) turn(panes.find((pane) => `#${pane.id}` === location.hash) || panes[0]);
  else for (const pane of panes) pane.hidden = false;
};
for (const link of links) {
  link.addEventListener("click", (event) => {
    if (!narrow.matches) return;
    event.preventDefault();
    const pane = document.querySelector(link.hash);
    turn(pane);
    const mark = current ? ofClaim(current, pane) : null;
    if (mark) { mark.focus({ preventScroll: true }); mark.scrollIntoView({ block: "center" }); }
    else byId("articles").scrollIntoView();
  });
}
narrow.addEventListener("change", fit);
fit();
// A hidden pane would be missing on paper.
addEventListener("beforeprint", () => { for (const pane of panes) pane.hidden = false; });
addEventListener("afterprint", fit);

// The form -----------------------------------------------------------------------------------------------
const form = byId("paste");
if (form) {
  const inputs = all(".input", form), another = byId("another"), working = byId("working");
  const spare = () => inputs.filter((one) => one.hidden);
  for (const one of inputs) one.hidden = "spare" in one.dataset;
  another.hidden = !spare().length;
  another.addEventListener("click", () => {
    const next = spare()[0];
    if (!next) return;
    next.hidden = false;
    another.hidden = !spare().length;
    next.querySelector("textarea").focus();
  });
  // The browser's button speaks the browser's language: it lies unseen above one of ours, and stays what is pressed and focused.
  const tell = (one) => {
    const input = one.querySelector("input[type=file]"), told = one.querySelector(".chosen bdi");
    told.textContent = input.files.length ? input.files[0].name : told.dataset.none;
  };
  for (const one of inputs) {
    one.querySelector(".chosen").hidden = false;
    one.querySelector(".file").classList.add("ours");
    one.querySelector("input[type=file]").addEventListener("change", () => tell(one));
    tell(one);
  }
  // Files: each into an input that is still empty, beginning with the one they are dropped on.
  const empty = (one) => !one.querySelector("textarea").value.trim() && !one.querySelector("input[type=file]").files.length;
  const place = (files, first) => {
    const order = [first, ...inputs.slice(inputs.indexOf(first) + 1), ...inputs.slice(0, inputs.indexOf(first))];
    for (const file of files) {
      const target = order.find(empty);
      if (!target) break;
      const box = new DataTransfer();
      box.items.add(file);
      target.querySelector("input[type=file]").files = box.files;
      tell(target);
      target.hidden = false;
    }
    another.hidden = !spare().length;
  };
  for (const one of inputs) {
    one.addEventListener("dragover", (event) => { event.preventDefault(); one.classList.add("over"); });
    one.addEventListener("dragleave", () => one.classList.remove("over"));
    one.addEventListener("drop", (event) => {
      one.classList.remove("over");
      const { files } = event.dataTransfer;
      const address = event.dataTransfer.getData("text/uri-list");
      if (!files.length && !address) return;
      event.preventDefault();
      if (files.length) place([...files], one);
      else one.querySelector("textarea").value = address.split("\n").find((line) => line && !line.startsWith("#")) || "";
    });
  }
  // A file that misses its field must not replace the page.
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => event.preventDefault());
  form.addEventListener("submit", () => {
    working.textContent = working.dataset.working;
    // Once the request is under way: a button that is off is not sent along.
    setTimeout(() => { form.querySelector(".go").disabled = true; });
  });
  addEventListener("pageshow", () => { inputs.forEach(tell); form.querySelector(".go").disabled = false; });
}
