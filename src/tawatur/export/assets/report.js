/* Lights up what belongs together. All text was cut and escaped in Python; nothing is computed here. */
(() => {
  "use strict";
  const root = document.body;
  const all = (q, from) => Array.from((from || document).querySelectorAll(q));
  const dock = document.getElementById("dock");
  const dockBody = document.getElementById("dock-body");
  let pinned = null;   // number of the claim that stays lit
  let opener = null;   // where the focus goes back to
  let way = null;      // the box or line of the graph that was chosen

  const numbers = (el) => (el.dataset.al || "").split(" ").filter(Boolean);
  const light = (list) => {
    all(".lit").forEach((el) => el.classList.remove("lit"));
    root.classList.toggle("lighting", list.length > 0);
    list.forEach((n) => all(`[data-al~="${CSS.escape(n)}"]`).forEach((el) => el.classList.add("lit")));
  };
  const rest = () => light(pinned ? [pinned] : way ? numbers(way) : []);

  // Only panes scroll: the page itself stays where the reader is.
  const reveal = (mark) => {
    const pane = mark.closest(".text");
    const row = mark.closest(".panes");
    if (pane && pane.scrollHeight > pane.clientHeight) {
      const a = mark.getBoundingClientRect(), b = pane.getBoundingClientRect();
      if (a.top < b.top || a.bottom > b.bottom) pane.scrollTop += a.top - b.top - pane.clientHeight / 3;
    }
    return row;
  };
  const stops = (from) => all("mark[data-stop]", from);
  const partners = (n) => stops().filter((m) => m.dataset.stop === n);

  const unpin = (focusBack) => {
    pinned = null;
    all('mark[aria-pressed="true"]').forEach((m) => m.setAttribute("aria-pressed", "false"));
    if (dock) { dock.hidden = true; root.classList.remove("docked"); }
    rest();
    if (focusBack && opener) opener.focus({ preventScroll: true });
  };
  const pin = (n, mark) => {
    const row = document.getElementById("claim-" + n);
    // A page that holds a part of the table goes to where the rest is.
    if (!row) { location.hash = "claim-" + n; return; }
    if (!dock) return;
    const card = row.querySelector(".card") || row;
    pinned = n;
    opener = mark || null;
    all("mark[data-stop]").forEach((m) => m.setAttribute("aria-pressed", String(m.dataset.stop === n)));
    light([n]);
    partners(n).forEach((m) => { if (m !== mark) reveal(m); });
    const copy = card.cloneNode(true);
    copy.classList.add("in-dock");
    [copy, ...all("[id]", copy)].forEach((el) => el.removeAttribute("id"));
    copy.removeAttribute("aria-labelledby");
    copy.classList.remove("lit");
    all("details", copy).forEach((d) => { d.open = true; });
    dockBody.replaceChildren(copy);
    document.getElementById("dock-more").href = "#claim-" + n;
    dock.hidden = false;
    root.classList.add("docked");
  };

  // The graph: a box or a line lights up the claims that went that way, and lists them
  const choose = (to, focusBack) => {
    const from = way;
    all(".chain a[aria-pressed]").forEach((a) => a.removeAttribute("aria-pressed"));
    way = to;
    const list = document.querySelector(".went");
    if (list) list.hidden = !to;
    if (to && list) {
      to.setAttribute("aria-pressed", "true");
      const wanted = numbers(to);
      list.querySelector("strong").textContent = to.getAttribute("aria-label");
      const rows = all(".all-went li").filter((li) => wanted.includes(li.dataset.n)).map((li) => li.cloneNode(true));
      list.querySelector("ul").replaceChildren(...rows);
    }
    rest();
    if (!to && focusBack && from) from.focus({ preventScroll: true });
  };
  // One tab stop a drawing; arrows lead to what lies nearest in that direction
  const spot = (a) => { const r = (a.querySelector("rect") || a.querySelector(".edge")).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; };
  const ways = (svg) => all("a", svg);
  all("svg.chain").forEach((svg) => {
    ways(svg).forEach((a) => { a.setAttribute("role", "button"); a.setAttribute("tabindex", "-1"); });
    const first = svg.querySelector("a.node");
    if (first) first.setAttribute("tabindex", "0");
  });
  const walk = (a, key) => {
    const [x, y] = spot(a);
    const across = key === "ArrowLeft" || key === "ArrowRight";
    const sign = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
    let best = null, least = Infinity;
    ways(a.closest("svg")).forEach((other) => {
      if (other === a) return;
      const [u, v] = spot(other);
      const along = sign * (across ? u - x : v - y);
      const off = Math.abs(across ? v - y : u - x);
      const far = along + 3 * off;
      if (along > 2 && far < least) { least = far; best = other; }
    });
    if (!best) return;
    a.setAttribute("tabindex", "-1");
    best.setAttribute("tabindex", "0");
    best.focus();
  };

  // Pointer
  document.addEventListener("mouseover", (e) => {
    const el = e.target.closest ? e.target.closest("[data-al]") : null;
    if (!el || el.closest("#dock")) { rest(); return; }
    light(el.tagName === "MARK" ? numbers(el).slice(0, 1) : numbers(el));
  });
  document.addEventListener("mouseleave", rest);
  document.addEventListener("click", (e) => {
    if (!e.target.closest) return;
    const went = e.target.closest(".chain a");
    if (went) { e.preventDefault(); choose(went === way ? null : went); return; }
    if (e.target.closest(".went button")) { choose(null, true); return; }
    if (e.target.closest("#dock-close")) { unpin(true); return; }
    const mark = e.target.closest("mark[data-al]");
    if (mark && getSelection().isCollapsed) {
      const n = numbers(mark)[0];
      if (pinned === n) unpin(false); else pin(n, mark);
    }
  });
  if (dock) {
    document.getElementById("dock-more").addEventListener("click", () => {
      const n = pinned;
      unpin(false);
      const card = document.getElementById("claim-" + n);
      if (card) {
        all("details", card).slice(0, 1).forEach((d) => { d.open = true; });
        card.tabIndex = -1;
        card.focus({ preventScroll: true });
        light([n]);
      }
    });
  }

  // Keyboard: one tab stop an article, arrows between the spans
  const rove = (mark) => {
    stops(mark.closest(".pane")).forEach((m) => { m.tabIndex = m === mark ? 0 : -1; });
  };
  all(".pane").forEach((pane) => { const first = stops(pane)[0]; if (first) first.tabIndex = 0; });
  const go = (mark) => {
    if (!mark) return;
    rove(mark);
    mark.focus({ preventScroll: true });
    reveal(mark);
    mark.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  document.addEventListener("focusin", (e) => {
    const mark = e.target.closest ? e.target.closest("mark[data-stop]") : null;
    if (mark) { rove(mark); light([mark.dataset.stop]); }
    const box = e.target.closest ? e.target.closest(".chain a") : null;
    if (box) light(numbers(box));
  });
  document.addEventListener("focusout", (e) => { if (e.target.matches && e.target.matches("mark[data-stop], .chain a")) rest(); });
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") { if (pinned) unpin(true); else if (way) choose(null, true); else { light([]); } return; }
    const box = e.target.closest ? e.target.closest(".chain a") : null;
    if (box && !e.ctrlKey && !e.metaKey && !e.altKey) {
      if (e.key.startsWith("Arrow")) { e.preventDefault(); walk(box, e.key); }
      if (e.key === "Enter" || e.key === " ") { e.preventDefault(); choose(box === way ? null : box); }
      return;
    }
    const mark = e.target.closest ? e.target.closest("mark[data-stop]") : null;
    if (!mark || e.ctrlKey || e.metaKey || e.altKey) return;
    const mine = stops(mark.closest(".pane"));
    const at = mine.indexOf(mark);
    const same = partners(mark.dataset.stop);
    const turn = same.indexOf(mark);
    const moves = {
      ArrowDown: () => go(mine[at + 1]),
      ArrowUp: () => go(mine[at - 1]),
      Home: () => go(mine[0]),
      End: () => go(mine[mine.length - 1]),
      // The panes stand from right to left: the left arrow leads to the next article.
      ArrowLeft: () => go(same[(turn + 1) % same.length]),
      ArrowRight: () => go(same[(turn - 1 + same.length) % same.length]),
      Enter: () => pin(mark.dataset.stop, mark),
      " ": () => pin(mark.dataset.stop, mark),
    };
    if (moves[e.key]) { e.preventDefault(); moves[e.key](); }
  });

  // Layers
  all("[data-layer]").forEach((box) => {
    const set = () => root.classList.toggle("show-" + box.dataset.layer, box.checked);
    box.addEventListener("change", set);
    set();
  });
  window.addEventListener("beforeprint", () => all("details").forEach((d) => { d.open = true; }));
  root.classList.add("ready");
})();
