// Choosing an item of the readout marks its words in the text, and the reverse. The page is whole without this.
(() => {
  const items = [...document.querySelectorAll("a[data-for]")];
  const marks = [...document.querySelectorAll(".mark[data-of]")];
  const ids = (mark) => mark.dataset.of.split(" ");
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const reveal = (node) => node && node.scrollIntoView({ block: "center", behavior: reduced ? "auto" : "smooth" });
  const choose = (chosen, { toText }) => {
    items.forEach((item) => {
      const on = chosen.includes(item.dataset.for);
      item.classList.toggle("on", on);
      on ? item.setAttribute("aria-current", "true") : item.removeAttribute("aria-current");
    });
    marks.forEach((mark) => mark.classList.toggle("on", toText && ids(mark).some((id) => chosen.includes(id))));
    reveal(toText ? marks.find((m) => m.classList.contains("on")) : items.find((i) => i.classList.contains("on")));
  };
  items.forEach((item) => item.addEventListener("click", (click) => {
    click.preventDefault();
    const off = item.classList.contains("on");
    choose(off ? [] : [item.dataset.for], { toText: true });
  }));
  const pick = (mark) => {
    // The narrowest item around these words comes first: an event before the statement that it stands in.
    choose(ids(mark), { toText: false });
    const first = items.filter((item) => ids(mark).includes(item.dataset.for))
      .sort((a, b) => a.dataset.size - b.dataset.size)[0];
    if (!first) return;
    marks.forEach((m) => m.classList.toggle("on", ids(m).includes(first.dataset.for)));
    reveal(first);
  };
  marks.forEach((mark) => mark.addEventListener("click", () => pick(mark)));
  addEventListener("keydown", (key) => { if (key.key === "Escape") choose([], { toText: true }); });
})();
