// What an answer does in the browser: open its passages, copy itself. Shared by every page.
// Works on the HTML that render.py writes, wherever it stands; knows no framework.
"use strict";

(() => {
  const narrow = () => window.matchMedia("(max-width: 60rem)").matches;
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let opener = null;

  function show(content, from, { focus }) {
    const place = placeFor(from);
    if (!place) return;
    place.replaceChildren(content);
    document.querySelectorAll("[aria-current='true'][data-opens]").forEach((chip) => {
      chip.removeAttribute("aria-current");
    });
    const opens = from && from.dataset.opens;
    if (opens) {
      const same = document.querySelectorAll(`[data-opens="${CSS.escape(opens)}"]`);
      same.forEach((chip) => chip.setAttribute("aria-current", "true"));
    }
    if (focus) {
      opener = from;
      document.documentElement.classList.add("nisso-reading");
    }
    const mark = place.querySelector("mark");
    const heading = place.querySelector("h3");
    if (focus && heading) heading.focus({ preventScroll: true });
    reveal(place, mark, { focus });
  }

  // what a reader opens from the timeline stands beside it, as long as there is room
  function placeFor(from) {
    const near = from && from.dataset.fetch && !narrow() && document.getElementById("nisso-time-open");
    return near || document.getElementById("nisso-open");
  }

  function reveal(place, mark, { focus }) {
    place.scrollTop = 0;
    if (!mark) {
      if (focus && !narrow()) place.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
      return;
    }
    const offset = mark.getBoundingClientRect().top - place.getBoundingClientRect().top;
    if (offset > place.clientHeight * 0.6) {
      place.scrollTo({ top: offset - place.clientHeight / 3, behavior: calm() ? "auto" : "smooth" });
    }
    if (focus) mark.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
  }

  function openShelved(button, { focus }) {
    const shelved = document.getElementById(button.dataset.opens);
    if (!shelved || !shelved.firstElementChild) return;
    show(shelved.firstElementChild.cloneNode(true), button, { focus });
  }

  async function openFetched(button) {
    const language = document.documentElement.lang || "";
    const path = button.dataset.fetch.split("/").map(encodeURIComponent).join("/");
    const response = await fetch(`web/passage/${path}?language=${encodeURIComponent(language)}`);
    if (!response.ok) return;
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    const article = parsed.body.firstElementChild;
    if (article) show(document.adoptNode(article), button, { focus: true });
  }

  function close() {
    document.documentElement.classList.remove("nisso-reading");
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyOldWay(text);
    }
  }

  function copyOldWay(text) {
    const box = document.createElement("textarea");
    box.value = text;
    box.setAttribute("readonly", "");
    box.style.position = "fixed";
    box.style.opacity = "0";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }

  async function copyFrom(element, text) {
    const done = await copy(text);
    const before = element.dataset.before || element.textContent;
    element.dataset.before = before;
    element.textContent = done ? element.dataset.done : element.dataset.failed;
    element.setAttribute("role", "status");
    setTimeout(() => {
      element.textContent = before;
      element.removeAttribute("role");
    }, 1800);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-opens],[data-fetch],[data-copy],[data-share],[data-close]");
    if (!button) return;
    if (button.dataset.opens) openShelved(button, { focus: true });
    else if (button.dataset.fetch) openFetched(button);
    else if ("copy" in button.dataset) copyFrom(button, button.dataset.copy);
    else if ("share" in button.dataset) {
      event.preventDefault();
      copyFrom(button, button.href);
    } else close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.documentElement.classList.contains("nisso-reading")) close();
  });

  const forget = () => { opener = null; };

  window.nisso = { openShelved, openFetched, narrow, calm, forget };
})();
