// Completes the names of areas and fields in the box of the expert search, while one is written in brackets. Without this script
// the box works; the names stand in the list below it, from where they are taken. It asks the network for nothing.
(() => {
  "use strict";
  const most = 8;
  const box = document.getElementById("expr");
  const list = document.getElementById("expr-areas");
  const said = document.getElementById("expr-said");
  const names = [...document.querySelectorAll("#areas option")].map((option) => ({ name: option.value, title: option.textContent }));
  if (!box || !list || !said || names.length === 0) {
    return;
  }
  let chosen = -1;

  // What is written after the last open bracket of AREA or TILT, or null where the caret is elsewhere.
  const written = () => {
    const before = box.value.slice(0, box.selectionStart);
    const match = box.selectionStart === box.selectionEnd ? /(?:AREA|TILT)\[([A-Za-z0-9]*)$/.exec(before) : null;
    return match ? match[1] : null;
  };

  const found = (part) => {
    const small = part.toLowerCase();
    const begins = names.filter((area) => area.name.toLowerCase().startsWith(small));
    const holds = names.filter((area) => !begins.includes(area) && (area.name + " " + area.title).toLowerCase().includes(small));
    return [...begins, ...holds].slice(0, most);
  };

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
  };

  const show = () => {
    const part = written();
    const areas = part ? found(part) : [];
    if (areas.length === 0 || (areas.length === 1 && areas[0].name === part)) {
      close();
      return;
    }
    list.replaceChildren(...areas.map((area, number) => {
      const item = document.createElement("li");
      item.id = "expr-area-" + number;
      item.setAttribute("role", "option");
      item.dataset.name = area.name;
      const name = document.createElement("code");
      name.textContent = area.name;
      item.append(name, " " + area.title);
      return item;
    }));
    list.hidden = false;
    choose(0);
    said.textContent = areas.length === 1 ? "1 name fits." : areas.length + " names fit.";
  };

  const choose = (number) => {
    chosen = (number + list.children.length) % list.children.length;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    box.setAttribute("aria-activedescendant", list.children[chosen].id);
  };

  const take = (item) => {
    const end = box.selectionStart;
    const start = end - written().length;
    const closes = box.value[end] === "]" ? "" : "]";
    box.setRangeText(item.dataset.name + closes, start, end, "end");
    if (!closes) {
      box.setSelectionRange(box.selectionStart + 1, box.selectionStart + 1);
    }
    close();
    box.focus();
  };

  const keys = {
    ArrowDown: () => choose(chosen + 1),
    ArrowUp: () => choose(chosen - 1),
    Enter: () => take(list.children[chosen]),
    Tab: () => take(list.children[chosen]),
    Escape: close,
  };
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.addEventListener("input", show);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (!list.hidden && Object.hasOwn(keys, event.key) && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  // Before the box loses its caret.
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const item = event.target.closest("li");
    if (item) {
      take(item);
    }
  });
})();
