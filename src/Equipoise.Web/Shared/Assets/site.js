// Saved studies: a list of ids in this browser's storage and nowhere else. Without this script every page works; it only
// adds the buttons. It asks the network for nothing.
(() => {
  "use strict";
  const key = "equipoise.saved";
  const most = 100;
  const isId = (text) => /^(NCT|SYN)\d{8}$/.test(text);

  const read = () => {
    try {
      const ids = JSON.parse(localStorage.getItem(key) || "[]");
      return Array.isArray(ids) ? [...new Set(ids.filter((id) => typeof id === "string" && isId(id)))].slice(0, most) : [];
    } catch {
      return [];
    }
  };

  // False where the browser keeps nothing, as some do in private windows.
  const write = (ids) => {
    try {
      localStorage.setItem(key, JSON.stringify(ids));
      return true;
    } catch {
      return false;
    }
  };

  const address = (ids) => (ids.length > 0 ? "/saved?ids=" + ids.join(",") : "/saved");

  const show = () => {
    const ids = read();
    for (const link of document.querySelectorAll("[data-saved-link]")) {
      link.href = address(ids);
    }
    for (const count of document.querySelectorAll("[data-saved-count]")) {
      count.hidden = ids.length === 0;
      count.textContent = " " + ids.length;
    }
    for (const button of document.querySelectorAll("button[data-save]")) {
      const saved = ids.includes(button.dataset.save);
      button.hidden = false;
      button.setAttribute("aria-pressed", String(saved));
      button.querySelector("[data-label]").textContent = saved ? "Saved" : "Save";
    }
  };

  const toggle = (button) => {
    const id = button.dataset.save;
    const ids = read();
    const kept = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
    if (kept.length > most) {
      say(button, "The list is full: it holds " + most + " studies.");
    } else if (!write(kept)) {
      say(button, "This browser keeps nothing for this site.");
    }
    show();
  };

  const say = (button, text) => {
    button.querySelector("[data-label]").textContent = text;
    setTimeout(show, 3000);
  };

  // The page of the list: filled from the browser where its address names no study, and able to take in a list that
  // somebody else has sent.
  const openList = (page) => {
    const shown = page.dataset.savedPage.split(",").filter(isId);
    const saved = read();
    if (!new URLSearchParams(location.search).has("ids") && saved.length > 0) {
      location.replace(address(saved));
      return;
    }
    const said = page.querySelector("[data-said]");
    for (const part of page.querySelectorAll("[data-script]")) {
      part.hidden = false;
    }
    const fresh = shown.filter((id) => !saved.includes(id));
    on(page, "[data-import]", fresh.length > 0, (button) => {
      const all = [...saved, ...fresh].slice(0, most);
      button.hidden = write(all);
      said.textContent = button.hidden ? "Added to your saved studies." : "This browser keeps nothing for this site.";
      show();
    });
    on(page, "[data-clear]", saved.length > 0 && fresh.length === 0, () => {
      write([]);
      location.assign("/saved");
    });
    on(page, "[data-copy]", Boolean(navigator.clipboard), () => {
      navigator.clipboard.writeText(location.origin + address(shown)).then(
        () => { said.textContent = "The link is copied."; },
        () => { said.textContent = "Copy the address of this page instead."; });
    });
  };

  const on = (page, selector, isOffered, act) => {
    const button = page.querySelector(selector);
    if (button) {
      button.hidden = !isOffered;
      button.addEventListener("click", () => act(button));
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-save]");
    if (button) {
      toggle(button);
    }
  });
  window.addEventListener("storage", show);
  // A page that the browser kept while another one changed the list.
  window.addEventListener("pageshow", show);
  show();
  const page = document.querySelector("[data-saved-page]");
  if (page) {
    openList(page);
  }
})();
