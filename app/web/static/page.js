// The chat page: questions on buttons, the pending question, the page's language, the timeline.
"use strict";

(() => {
  const box = () => document.querySelector("#nisso-question textarea, #nisso-question input");
  const log = () => document.getElementById("nisso-log");
  const head = () => document.querySelector(".nisso-head");
  let seen = "";

  function ask(question) {
    const field = box();
    const prototype = Object.getPrototypeOf(field);
    Object.getOwnPropertyDescriptor(prototype, "value").set.call(field, question);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.getElementById("nisso-ask").click(), 0);
  }

  function pend(question) {
    if (!question.trim() || document.querySelector(".nisso-pending")) return;
    document.documentElement.classList.remove("nisso-reading");
    const turn = document.createElement("article");
    turn.className = "nisso-turn nisso-pending";
    const asked = document.createElement("h2");
    asked.className = "nisso-question";
    asked.textContent = question.trim();
    const waiting = document.createElement("p");
    waiting.className = "nisso-waiting";
    waiting.textContent = head() ? head().dataset.waiting : "…";
    turn.append(asked, waiting);
    pendingPlace().append(turn);
    bring(turn);
  }

  function pendingPlace() {
    let place = document.getElementById("nisso-pending-place");
    if (!place) {
      place = document.createElement("div");
      place.id = "nisso-pending-place";
      log().after(place);
    }
    return place;
  }

  function settle() {
    document.querySelectorAll(".nisso-pending").forEach((turn) => turn.remove());
  }

  function refuse(text) {
    document.querySelectorAll(".nisso-pending .nisso-waiting").forEach((line) => {
      line.textContent = text;
      line.setAttribute("role", "alert");
    });
    document.querySelectorAll(".nisso-pending").forEach((turn) => {
      turn.classList.replace("nisso-pending", "nisso-refused");
      setTimeout(() => turn.remove(), 15000);
    });
  }

  // the log is written anew with each answer, so what is new is told in a place of its own
  function tell(turn) {
    let place = document.getElementById("nisso-told");
    if (!place) {
      place = document.createElement("div");
      place.id = "nisso-told";
      place.className = "nisso-hidden";
      place.setAttribute("role", "status");
      document.body.append(place);
    }
    const said = turn.querySelector(".nisso-said");
    place.lang = turn.lang;
    place.textContent = said ? said.textContent : "";
  }

  function bring(turn) {
    const { top } = turn.getBoundingClientRect();
    if (top >= 0 && top < window.innerHeight * 0.35) return;
    turn.scrollIntoView({ block: "start", behavior: window.nisso.calm() ? "auto" : "smooth" });
  }

  function answered() {
    const turns = log().querySelectorAll(".nisso-turn");
    const last = turns[turns.length - 1];
    const key = last ? `${last.dataset.turn}|${last.textContent.length}` : "";
    if (key === seen) return;
    seen = key;
    settle();
    if (!last) return;
    document.querySelectorAll("#nisso-pending-place .nisso-refused").forEach((turn) => turn.remove());
    tell(last);
    bring(last);
    const chip = last.querySelector("[data-opens]");
    if (chip && !window.nisso.narrow()) window.nisso.openShelved(chip, { focus: false });
  }

  function name() {
    const words = head();
    if (!words || document.documentElement.dataset.shown === words.dataset.title) return;
    document.documentElement.dataset.shown = words.dataset.title;
    document.documentElement.lang = words.dataset.language;
    document.title = words.dataset.title;
    const languages = document.getElementById("nisso-languages");
    languages.setAttribute("role", "group");
    languages.setAttribute("aria-label", words.dataset.languages);
    languages.querySelectorAll("button").forEach((button) => {
      button.lang = button.id.replace("nisso-language-", "");
    });
    log().setAttribute("role", "region");
    log().setAttribute("aria-label", words.dataset.log);
    repaintPanel();
  }

  function repaintPanel() {
    document.documentElement.classList.remove("nisso-reading");
    seen = "";
    answered();
  }

  function pressed() {
    document.querySelectorAll("#nisso-languages button").forEach((button) => {
      const chosen = String(button.classList.contains("nisso-chosen"));
      if (button.getAttribute("aria-pressed") !== chosen) button.setAttribute("aria-pressed", chosen);
    });
  }

  // Gradio complains in the browser's language and in its own words; ours are in the page's.
  // Errors of the page's own are caught by the server: what is left is a full queue or no server.
  const heard = new WeakSet();
  let watching = false;

  function complaints() {
    document.querySelectorAll(".toast-body").forEach((toast) => {
      if (heard.has(toast)) return;
      heard.add(toast);
      diagnose();
    });
  }

  async function diagnose() {
    const state = await serverState();
    if (state === "same") refuse(head().dataset.busy);
    else if (!watching) watch();
  }

  async function serverState() {
    try {
      const response = await fetch("config", { cache: "no-store" });
      if (!response.ok) return "gone";
      const config = await response.json();
      return config.app_id === window.gradio_config.app_id ? "same" : "new";
    } catch {
      return "gone";
    }
  }

  // a server that was started again knows nothing of this page: begin anew with the open question
  async function watch() {
    watching = true;
    for (let tries = 0; ; tries += 1) {
      const state = await serverState();
      if (state === "new") return begin();
      if (state === "same") {
        watching = false;
        return undefined;
      }
      if (tries === 15) refuse(head().dataset.failed);
      await new Promise((done) => setTimeout(done, 2000));
    }
  }

  function begin() {
    const open = document.querySelector("#nisso-pending-place .nisso-question");
    const query = new URLSearchParams({ language: document.documentElement.lang });
    if (open) query.set("q", open.textContent);
    window.location.replace(`/?${query}`);
  }

  // the timeline: Gradio draws it, the buttons and the events' passages are ours

  const plot = () => document.querySelector("#nisso-plot .js-plotly-plot");

  function wirePlot() {
    const drawn = plot();
    if (!drawn || drawn.dataset.wired || !drawn.on) return;
    drawn.dataset.wired = "yes";
    drawn.on("plotly_click", (event) => {
      const point = event.points.find((one) => one.customdata);
      if (point) window.nisso.openFetched({ dataset: { fetch: point.customdata[0] } });
    });
  }

  function zoom(how) {
    const drawn = plot();
    if (!drawn || !window.Plotly) return;
    const range = how === "whole" ? whole(drawn) : scaled(drawn, how === "in" ? 0.5 : 2);
    window.Plotly.relayout(drawn, { "xaxis.range": range });
  }

  function whole(drawn) {
    const days = drawn.data[0].x.filter(Boolean).map((day) => Date.parse(day));
    const [first, last] = [Math.min(...days), Math.max(...days)];
    const margin = (last - first) * 0.04;
    return [new Date(first - margin).toISOString(), new Date(last + margin).toISOString()];
  }

  function scaled(drawn, factor) {
    const [from, to] = drawn.layout.xaxis.range.map((day) => Date.parse(day));
    const half = ((to - from) / 2) * factor;
    const middle = (from + to) / 2;
    return [new Date(middle - half).toISOString(), new Date(middle + half).toISOString()];
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ask],[data-zoom],#nisso-ask");
    if (!button) return;
    if (button.dataset.ask) ask(button.dataset.ask);
    else if (button.dataset.zoom) zoom(button.dataset.zoom);
    else pend(box().value);
  }, true);

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("#nisso-question");
    if (typing && event.key === "Enter" && !event.shiftKey && !event.isComposing) pend(box().value);
  }, true);

  let planned = false;
  new MutationObserver(() => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      if (!log()) return;
      name();
      pressed();
      answered();
      complaints();
      wirePlot();
    });
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true,
    attributes: true, attributeFilter: ["class"] });
})();
