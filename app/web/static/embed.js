// The embedded chat: asks, shows the answers one below the other, opens their passages.
// The conversation lives in this page alone; the earlier questions are sent along with the next.
"use strict";

(() => {
  const log = document.getElementById("embed-log");
  const input = document.getElementById("embed-question");
  const panel = document.getElementById("embed-panel");
  const words = document.body.dataset;
  const questions = [];
  let asking = false;

  async function ask(text) {
    const question = text.trim();
    if (!question || asking) return;
    asking = true;
    input.value = "";
    panel.hidden = true;
    document.getElementById("embed-welcome").hidden = true;
    const place = wait(question);
    try {
      const body = JSON.stringify({ question, history: questions, tools: true,
        screen: document.documentElement.lang });
      const headers = { "Content-Type": "application/json" };
      const response = await fetch("/web/answer", { method: "POST", headers, body });
      if (response.ok) settle(place, await response.json(), question);
      else refuse(place, response.headers.has("Retry-After") ? words.busy : words.failed);
    } catch {
      refuse(place, words.failed);
    } finally {
      asking = false;
    }
  }

  function wait(question) {
    const place = document.createElement("div");
    const asked = document.createElement("h2");
    asked.className = "nisso-question";
    asked.textContent = question;
    const said = document.createElement("p");
    said.className = "nisso-waiting";
    said.textContent = words.waiting;
    const turn = document.createElement("article");
    turn.className = "nisso-turn";
    turn.append(asked, said);
    place.append(turn);
    log.append(place);
    place.scrollIntoView({ block: "start", behavior: window.nisso.calm() ? "auto" : "smooth" });
    return place;
  }

  function settle(place, answer, question) {
    const holder = document.createElement("template");
    holder.innerHTML = answer.html; // written by the server's answer component, every text escaped
    place.replaceChildren(holder.content);
    if (answer.status !== "refused") questions.push(question);
    if (questions.length > 12) questions.shift();
  }

  function refuse(place, text) {
    place.querySelector(".nisso-waiting").textContent = text;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ask],[data-opens],[data-fetch],[data-close]");
    if (!button) return;
    if (button.dataset.ask) ask(button.dataset.ask);
    else panel.hidden = "close" in button.dataset;
  }, { capture: true });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") panel.hidden = true;
  });

  document.getElementById("embed-form").addEventListener("submit", (event) => {
    event.preventDefault();
    ask(input.value);
  });
})();
