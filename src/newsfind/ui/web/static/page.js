// What makes the pages handier. Every page works without it.

const box = document.querySelector("#q");
const typing = (event) => event.target.closest("input, select, textarea, [contenteditable]");
const plain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;

/** Completion: a list below the search box, as the combobox pattern of ARIA has it. */
function completion(input) {
  const list = document.createElement("ul");
  list.id = "completions";
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Completions");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let found = { typed: "", completions: [] };
  let chosen = -1;
  let asked = 0;
  let timer = 0;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (number) => {
    const count = list.children.length;
    chosen = ((number % count) + count) % count;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === chosen)));
    input.setAttribute("aria-activedescendant", list.children[chosen].id);
  };

  const take = (number) => {
    const { text, kind } = found.completions[number];
    const field = { person: "person:", organisation: "org:", place: "place:", section: "section:" }[kind] ?? "";
    const value = field || /\s/.test(text) ? `"${text.replaceAll('"', "")}"` : text;
    const before = input.value.slice(0, input.value.length - found.typed.length);
    input.value = `${before}${field}${value} `;
    close();
    input.focus();
  };

  const show = () => {
    list.replaceChildren(...found.completions.map(({ text, kind, articles }, number) => {
      const row = document.createElement("li");
      row.id = `completion-${number}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      const parts = [["bdi", "", text], ["span", "kind", kind === "word" ? "" : kind], ["span", "count", articles.toLocaleString("en")]];
      for (const [tag, name, content] of parts) {
        const part = document.createElement(tag);
        part.className = name;
        part.textContent = content;
        row.append(part);
      }
      row.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(number);
      });
      return row;
    }));
    chosen = -1;
    list.hidden = !found.completions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };

  const ask = async () => {
    const mine = ++asked;
    const typed = input.value;
    if (typed.trim().length < 2) return close();
    const answer = await fetch(`/api/v1/suggest?${new URLSearchParams({ typed, limit: 8 })}`).catch(() => null);
    if (!answer?.ok || mine !== asked) return undefined;
    found = await answer.json();
    if (mine === asked && document.activeElement === input && input.value === typed) show();
    return undefined;
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 90);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      choose(chosen < 0 && step < 0 ? -1 : chosen + step);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
}

/** Keys: / to the search box, j and k through the results, Enter opens one. */
function keys() {
  const hits = [...document.querySelectorAll(".hit")];
  let current = -1;
  document.addEventListener("keydown", (event) => {
    if (typing(event) || !plain(event)) return;
    if (event.key === "/" && box) {
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !hits.length) return;
    hits[current]?.classList.remove("current");
    current = Math.min(Math.max(current + step, 0), hits.length - 1);
    hits[current].classList.add("current");
    hits[current].querySelector("h2 a").focus({ preventScroll: true });
    hits[current].scrollIntoView({ block: "nearest" });
  });
}

/** An article's matches: next and previous, by buttons or by n and p. */
function matches(bar) {
  const count = Number(bar.dataset.marks);
  const place = bar.querySelector("[data-place]");
  let current = 0;
  const go = (number) => {
    document.querySelectorAll("mark.current").forEach((mark) => mark.classList.remove("current"));
    current = ((number - 1 + count) % count) + 1;
    const mark = document.getElementById(`m${current}`);
    mark.classList.add("current");
    mark.scrollIntoView({ block: "center" });
    place.textContent = `${current} of ${count}`;
  };
  for (const button of bar.querySelectorAll("[data-step]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      go(current + Number(button.dataset.step));
    });
  }
  document.addEventListener("keydown", (event) => {
    const step = { n: 1, p: -1 }[event.key];
    if (step && !typing(event) && plain(event)) go(current + step);
  });
}

/** A button that copies a text. */
function copying(row) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(row.dataset.copy).textContent.trim());
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  row.append(button);
}

/** The theme, without loading the page again. */
function themes(row) {
  for (const link of row.querySelectorAll("[data-theme-choice]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const name = link.dataset.themeChoice;
      if (name) document.documentElement.dataset.theme = name;
      else delete document.documentElement.dataset.theme;
      document.cookie = `theme=${name}; path=/; samesite=lax; max-age=${name ? 365 * 24 * 3600 : 0}`;
      row.querySelector("[aria-current]")?.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
    });
  }
}

/** A search inside a long facet. */
function insideFacet(section) {
  const more = section.querySelector(".more a");
  if (!more || !section.closest(".filters")) return;
  const heading = section.querySelector("h2").textContent;
  const list = section.querySelector("ul");
  const usual = [...list.children];
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = "Find one";
  input.setAttribute("aria-label", `Find in ${heading.toLowerCase()}`);
  more.before(input);
  let asked = 0;
  input.addEventListener("input", async () => {
    const mine = ++asked;
    const word = input.value.trim();
    if (!word) {
      list.replaceChildren(...usual);
      return;
    }
    const query = new URLSearchParams(location.search);
    for (const name of ["page", "sort"]) query.delete(name);
    query.set("prefix", word);
    query.set("limit", 8);
    const answer = await fetch(`/api/v1/facets/${section.dataset.facet}?${query}`).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    const { values } = await answer.json();
    if (mine !== asked) return;
    list.replaceChildren(...values.map(({ value, count }) => {
      const address = new URLSearchParams(location.search);
      address.delete("page");
      if (!address.getAll(section.dataset.param).includes(value)) address.append(section.dataset.param, value);
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = `/search?${address}`;
      for (const [name, content] of [["value", value], ["count", count.toLocaleString("en")]]) {
        const part = document.createElement("span");
        part.className = name;
        part.textContent = content;
        link.append(part, " ");
      }
      row.append(link);
      return row;
    }));
  });
}

/** The filters of a phone: shown where the link to them is. */
function filtersInPlace(link) {
  const filters = document.getElementById("filters");
  const found = document.querySelector(".found");
  link.addEventListener("click", (event) => {
    if (!matchMedia("(max-width: 55rem)").matches) return;
    event.preventDefault();
    const open = !filters.classList.contains("in-place");
    filters.classList.toggle("in-place", open);
    if (open) found.before(filters);
    else found.after(filters);
    link.textContent = open ? "Filters below" : "Filters";
    (open ? filters.querySelector("a, input") : link).focus();
  });
}

/** The histogram: arrow keys from bar to bar, and a range by dragging over several. */
function bars(picture) {
  const all = [...picture.querySelectorAll("a")];
  if (!all.length) return;
  const at = (event) => all.indexOf(document.elementFromPoint(event.clientX, event.clientY)?.closest("a"));
  const span = (one, other) => [Math.min(one, other), Math.max(one, other)];
  all[0].setAttribute("tabindex", "0");
  let from = -1;
  let to = -1;
  let dragged = false;
  const light = () => {
    const [first, last] = span(from, to);
    all.forEach((bar, number) => bar.classList.toggle("within", from >= 0 && number >= first && number <= last));
  };
  picture.addEventListener("pointerdown", (event) => {
    from = to = at(event);
    dragged = false;
  });
  picture.addEventListener("pointermove", (event) => {
    const here = from < 0 ? -1 : at(event);
    if (here < 0 || here === to) return;
    to = here;
    dragged = from !== to;
    light();
  });
  addEventListener("pointerup", () => {
    if (from >= 0 && dragged) {
      const [first, last] = span(from, to);
      const address = new URLSearchParams(new URL(all[first].getAttribute("href"), location).search);
      address.set("since", all[first].dataset.since);
      address.set("until", all[last].dataset.until);
      location.assign(`/search?${address}`);
    }
    from = -1;
    light();
  });
  picture.addEventListener("click", (event) => { if (dragged) event.preventDefault(); }, true);
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  picture.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const here = all.indexOf(document.activeElement?.closest("a"));
    const next = all[here + (step ?? 0)];
    if (!step || here < 0 || !next) return;
    event.preventDefault();
    all[here].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
}

const each = (selector, what) => document.querySelectorAll(selector).forEach(what);
if (box) completion(box);
keys();
each(".marks", matches);
each("[data-copy]", copying);
each("[data-themes]", themes);
each("[data-facet]", insideFacet);
each("[data-filters]", filtersInPlace);
each("[data-histogram]", bars);
