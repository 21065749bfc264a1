// What every page does. Everything works without it, by links and forms.

// htmx requests bring the visitor's token.
const token = () => document.querySelector('meta[name="csrf"]')?.content ?? "";
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRF-Token"] = token();
});

// htmx puts nothing in that comes with the status of an error. Asked for in the plain way, the page that says what is wrong is shown.
document.addEventListener("htmx:responseError", (event) => {
  const { elt, pathInfo, requestConfig } = event.detail;
  if (requestConfig.verb === "get") location.assign(pathInfo.finalRequestPath ?? pathInfo.requestPath);
  else elt.closest("form").submit();
});

// Fields that were left empty don't stand in the address.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData.entries()]) {
    if (value !== "") continue;
    const kept = event.formData.getAll(name).filter((one) => one !== "");
    event.formData.delete(name);
    for (const one of kept) event.formData.append(name, one);
  }
});

// What was replaced in place is told to those who don't see it.
document.addEventListener("htmx:afterSettle", () => {
  const said = document.getElementById("said");
  const now = document.querySelector("[data-said]")?.dataset.said;
  if (said && now && said.textContent !== now) said.textContent = now;
});

// What a link leads to is seen, also where it lies in a fold.
const unfold = () => {
  const target = document.getElementById(location.hash.slice(1));
  const fold = target?.closest("details:not([open])");
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (fold) target.scrollIntoView();
};
addEventListener("hashchange", unfold);
unfold();

// "/" goes to the search, as on many sites, unless one is writing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const field = document.querySelector("#q, .ask input");
  if (!field) return;
  event.preventDefault();
  field.focus();
});
