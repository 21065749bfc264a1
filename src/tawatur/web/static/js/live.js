// Says that there are new stories, and leaves what one reads where it is. A hidden page keeps no stream open.
const home = document.querySelector(".home").getAttribute("href");
const live = home.replace(/stories$/, "live");
const box = document.getElementById("news");
const text = document.getElementById("news-text");
const LATER = 60_000, PAUSE = 2000;
let source = null, waiting = null, asked = 0;

async function look() {
  waiting = null;
  asked = Date.now();
  const list = document.getElementById("list");
  if (!list) return;
  const query = new URLSearchParams(location.search);
  query.delete("page");
  box.querySelector("a").href = query.size ? `${home}?${query}` : home;
  query.set("after", list.dataset.mark);
  try {
    const answer = await fetch(`${home}/news.json?${query}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { told } = await answer.json();
    if (text.textContent !== told) text.textContent = told;
    box.hidden = told === "";
  } catch { /* the next change asks again */ }
}

// Many changes in a row are one question.
function soon() {
  if (waiting === null) waiting = setTimeout(look, Math.max(0, asked + PAUSE - Date.now()));
}

function listen() {
  if (source || document.hidden) return;
  source = new EventSource(live);
  source.addEventListener("open", soon);
  source.addEventListener("changed", soon);
  source.addEventListener("error", () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    close();
    setTimeout(listen, LATER);
  });
}

function close() {
  source?.close();
  source = null;
}

document.addEventListener("visibilitychange", () => (document.hidden ? close() : listen()));
addEventListener("pagehide", close);
addEventListener("pageshow", listen);
document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "list") { box.hidden = true; soon(); } });
listen();
