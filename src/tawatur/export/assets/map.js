// A point of a map opens its row of the table, with the words that tell of the place.
(() => {
  const open = () => {
    const row = location.hash.startsWith("#map-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row) return;
    for (let at = row.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    for (const fold of row.querySelectorAll("details")) fold.open = true;
    row.scrollIntoView({block: "nearest"});
  };
  addEventListener("hashchange", open);
  open();
})();
