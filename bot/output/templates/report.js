"use strict";
(() => {
  const root = document.documentElement;
  const find = (selector, from = document) => from.querySelector(selector);
  const every = (selector, from = document) => [...from.querySelectorAll(selector)];
  const said = find("#said");
  const keys = find("#keys");
  root.classList.add("scripted");

  // Going from finding to finding

  const shown = card => !card.closest("[hidden]");
  let all = null;
  const cards = () => (all ??= every(".card"));
  const current = () => document.activeElement?.closest?.(".card") ?? find(".card:target");

  function go(step) {
    const open = cards().filter(card => shown(card) && !card.closest("details:not([open])"));
    const here = current();
    const at = here ? open.indexOf(here) : -1;
    const next = open[at === -1 ? (step > 0 ? 0 : open.length - 1) : at + step];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    // What was skipped while it was off the screen takes its true height only now.
    requestAnimationFrame(() => next.scrollIntoView({ block: "nearest" }));
  }

  // Copying

  async function copy(button) {
    const item = button.closest("li");
    const text = (find(".whole", item) ?? find("ins", item)).textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
      button.focus();
    }
    button.textContent = "Copied";
    said.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; said.textContent = ""; }, 2000);
  }

  // Filtering

  const sure = find("#sure");
  const chips = every(".filter");

  function filter() {
    const wanted = {};
    for (const chip of chips) {
      if (chip.getAttribute("aria-pressed") === "true") {
        (wanted[chip.dataset.group] ??= []).push(chip.dataset.value);
      }
    }
    const groups = Object.values(wanted);
    const least = Number(sure.value);
    const chosen = groups.length > 0 || least > 0;
    let count = 0;
    for (const page of every(".page")) {
      let onPage = 0;
      for (const part of page.children) {
        if (part.tagName === "HEADER") continue;
        let inPart = 0;
        for (const card of part.querySelectorAll(".card")) {
          const words = card.dataset.f.split(" ");
          const fits = Number(card.dataset.sure) >= least
            && groups.every(group => group.some(value => words.includes(value)));
          if (card.hidden === fits) card.hidden = !fits;
          inPart += fits;
        }
        if (part.tagName === "DETAILS") {
          part.hidden = !inPart;
          find(".count", part).textContent = inPart;
        }
        onPage += inPart;
      }
      page.hidden = !onPage;
      count += onPage;
    }
    find("#count").textContent = `${count} of ${cards().length} findings`;
    find("#none").hidden = count > 0;
    find("#all").disabled = !chosen;
    said.textContent = `${count} findings`;
  }

  function press(chip, on) {
    chip.setAttribute("aria-pressed", String(on));
  }

  if (sure) {
    sure.addEventListener("change", filter);
    find("#all").disabled = true;
    find("#all").addEventListener("click", () => {
      for (const chip of chips) press(chip, false);
      sure.value = "0";
      filter();
    });
  }

  document.addEventListener("click", event => {
    const target = event.target.closest("button, a");
    if (!target) return;
    if (target.matches(".copy")) copy(target);
    else if (target.matches(".filter")) {
      press(target, target.getAttribute("aria-pressed") !== "true");
      filter();
    } else if (target.id === "only-now") {
      for (const chip of chips) press(chip, chip.dataset.group === "now");
      sure.value = "0";
      filter();
      find("#by-page").scrollIntoView();
    } else if (target.id === "show-keys") keys.showModal();
    else if (target.id === "close-keys") keys.close();
    else if (target.hash && target.origin === location.origin) reveal(target.hash);
  });

  // A link into a folded or filtered part opens it.
  function reveal(hash) {
    const card = document.getElementById(hash.slice(1));
    if (!card) return;
    if (card.closest("[hidden]") && find("#all")) find("#all").click();
    const fold = card.closest("details");
    if (fold) fold.open = true;
    if (card.matches(".card")) setTimeout(() => card.focus({ preventScroll: true }));
  }
  if (location.hash) reveal(location.hash);

  // Keys

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || keys.open) return;
    if (event.target.closest("input, select, textarea")) return;
    const card = current();
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "?") keys.showModal();
    else if (event.key === "o" && card) {
      const link = find("a.revision", card);
      if (link) window.open(link.href, "_blank", "noopener,noreferrer");
    } else if (event.key === "c" && card) {
      const button = find(".copy", card);
      if (button) copy(button);
    } else return;
    event.preventDefault();
  });

  // On paper nothing is folded.

  addEventListener("beforeprint", () => {
    for (const fold of every("details:not([open])")) { fold.open = true; fold.dataset.printed = ""; }
  });
  addEventListener("afterprint", () => {
    for (const fold of every("details[data-printed]")) { fold.open = false; delete fold.dataset.printed; }
  });
})();
