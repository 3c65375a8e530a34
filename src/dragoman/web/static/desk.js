// Keys, and nothing else: every page works without this file.
(() => {
  const typing = (node) => node.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const press = (key) => {
    if (key === "l") return document.querySelector("[data-deciding-later]");
    return document.querySelector(`[data-deciding] [data-key="${key}"]`)
      ?? (key === "z" ? document.querySelector('[data-key="z"]') : null);
  };
  const places = { t: "/", o: "/outlook", r: "/review", a: "/actors", p: "/pairs" };
  let leading = 0;

  const move = (step) => {
    const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
    if (!rows.length) return;
    const now = rows.findIndex((row) => row.classList.contains("here"));
    const next = rows[Math.min(Math.max(now + step, 0), rows.length - 1)];
    rows.forEach((row) => row.classList.toggle("here", row === next));
    (next.querySelector("a.head, a") ?? next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const keys = document.getElementById("keys");
  document.querySelectorAll("[data-help]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => keys.showModal());
  });

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape") {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      return;
    }
    if (typing(event.target) || keys.open) return;
    if (Date.now() - leading < 1200 && places[event.key]) {
      leading = 0;
      location.assign(places[event.key]);
      return;
    }
    leading = 0;
    if (event.key === "/") { event.preventDefault(); document.getElementById("find").focus(); }
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "g") leading = Date.now();
    else if (event.key === "?") keys.showModal();
    else if ("sduzonl123456789".includes(event.key)) press(event.key)?.click();
  });

  // Who decides is asked once; this browser remembers it, where it keeps anything at all.
  const remembered = (key) => { try { return localStorage.getItem(key) ?? ""; } catch { return ""; } };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* asked again next time */ } };
  document.querySelectorAll("[data-remember]").forEach((field) => {
    const key = `dragoman-${field.dataset.remember}`;
    field.value ||= remembered(key);
    field.addEventListener("change", () => remember(key, field.value));
  });

  // On a phone the filters are folded until asked for.
  const fold = document.querySelector(".filters .fold");
  if (fold && matchMedia("(max-width: 52rem)").matches) fold.open = false;
})();
