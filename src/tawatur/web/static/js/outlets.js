// Pointing at an outlet, or moving to it by keyboard, lights up its lines; the other lines fade.
for (const svg of document.querySelectorAll(".network svg")) {
  const lines = [...svg.querySelectorAll(".draws")], boxes = [...svg.querySelectorAll(".node")];
  const light = (chosen) => {
    svg.classList.toggle("lighting", chosen !== null);
    const lit = chosen ? lines.filter(chosen) : [];
    for (const line of lines) line.classList.toggle("lit", lit.includes(line));
    for (const box of boxes) box.classList.toggle("lit", lit.some((line) => line.dataset[box.dataset.side] === box.dataset.key));
  };
  const of = (target) => {
    const line = target.closest?.(".draws") ?? target.querySelector?.(".draws");
    if (line) return (one) => one === line;
    const box = target.closest?.(".node") ?? target.querySelector?.(".node");
    return box ? (one) => one.dataset[box.dataset.side] === box.dataset.key : null;
  };
  for (const kind of ["pointerover", "focusin"]) svg.addEventListener(kind, (event) => light(of(event.target)));
  for (const kind of ["pointerleave", "focusout"]) svg.addEventListener(kind, () => light(null));
}
