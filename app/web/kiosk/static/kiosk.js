// The kiosk's page: which part is shown, what is asked, and how a visit ends.
// A visit lives in `visit` and in the element #kiosk; both are thrown away whole at its end.

import { canRead, isReading, read, silence, whenVoicesChange } from "./aloud.js";
import { checkFonts } from "./fonts.js";
import { watchIdle } from "./idle.js";
import { isPresent, mountKeys } from "./keys.js";
import { openTake } from "./take.js";
import { watchServer } from "./watch.js";

const { run, idle, first, languages } = document.body.dataset;
const CHANGE = 8000;
const RENEWED_AFTER = 50; // visits; a page that is loaded anew now and then stays small all season
const pristine = new Map();
const page = document.documentElement;
const root = () => document.getElementById("kiosk");
const part = (selector) => root().querySelector(selector);
let visit = begun();
let keys = null;
let visits = 0;

function begun() {
  return { language: first, questions: [], asked: null, larger: false, answer: null, asking: null };
}

// screens

async function keepScreens() {
  pristine.set(first, root().cloneNode(true));
  for (const language of languages.split(" ")) await keep(language);
}

// true once the screen is there; a server that is away just now is asked again by the next touch
async function keep(language) {
  if (pristine.has(language)) return true;
  const response = await fetch(`/kiosk/screen/${language}`).catch(() => null);
  if (!response || !response.ok) return false;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  pristine.set(language, document.adoptNode(parsed.getElementById("kiosk")));
  return true;
}

function put(language) {
  if (keys) keys.destroy();
  keys = null;
  const screen = pristine.get(language).cloneNode(true);
  root().replaceWith(screen);
  page.lang = language;
  document.title = screen.dataset.title;
  part("[data-larger]").setAttribute("aria-pressed", String(visit.larger));
  page.classList.toggle("kiosk-larger", visit.larger);
}

function show(view) {
  root().dataset.view = view;
  root().classList.remove("kiosk-typing");
  part(".kiosk-keys").hidden = true;
  const heading = part(`[data-part="${view}"] h2`);
  if (heading && heading.tabIndex === -1) heading.focus({ preventScroll: true });
  restart();
}

async function speak(language) {
  const mine = visit;
  if (!(await keep(language)) || mine !== visit || language === visit.language) return;
  const { view } = root().dataset;
  silence();
  visit.language = language;
  put(language);
  if (view === "answer" && visit.asked) ask(visit.asked, { again: true });
  else show(view === "answer" ? "home" : view);
}

function leave() {
  if (visit.asking) visit.asking.abort();
  silence();
  visit = begun();
  put(first);
  show("attract");
  tell("");
  window.nisso.forget();
  getSelection().removeAllRanges();
  visits += 1;
  if (visits >= RENEWED_AFTER) renew();
}

// only while the server answers: a browser that loads a page in vain would show its own
async function renew() {
  const next = visit;
  const response = await fetch("/kiosk", { cache: "no-store" }).catch(() => null);
  if (response && response.ok && visit === next && root().dataset.view === "attract") {
    window.location.replace("/kiosk");
  }
}

// asking

async function ask(text, { again = false } = {}) {
  const question = text.trim();
  if (!question) return;
  const mine = visit;
  if (mine.asking) mine.asking.abort();
  mine.asking = new AbortController();
  silence();
  wait(question);
  try {
    const response = await fetch("/web/answer", request(question, again));
    const body = response.ok ? await response.json() : null;
    if (mine !== visit) return;
    if (body) settle(body, question, again);
    else refuse(response.headers.has("Retry-After") ? "busy" : "failed");
  } catch (error) {
    if (error.name === "AbortError" || mine !== visit) return;
    refuse("failed");
    missed();
  }
}

function request(question, again) {
  const history = again ? visit.questions.slice(0, -1) : visit.questions;
  const body = { question, history, screen: visit.language };
  if (again) body.language = visit.language;
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: visit.asking.signal,
  };
}

function wait(question) {
  visit.asked = question;
  visit.answer = null;
  part("#kiosk-question").value = "";
  if (keys) keys.clear();
  panel(false);
  part(".kiosk-tools").hidden = true;
  show("answer");
  const asked = element("h2", "nisso-question", question);
  const said = element("p", "nisso-waiting", root().dataset.waiting);
  turn(asked, said);
}

function refuse(why) {
  const text = root().dataset[why];
  part("#kiosk-turn .nisso-waiting").textContent = text;
  part("#kiosk-turn").append(starters());
  tell(text);
}

function settle(body, question, again) {
  if (!again && body.status !== "refused") visit.questions = [...visit.questions, question].slice(-12);
  visit.answer = body;
  const holder = document.createElement("template");
  holder.innerHTML = body.html; // written by the server's answer component, every text escaped
  turn(holder.content);
  if (!part("#kiosk-turn .nisso-questions")) part("#kiosk-turn").append(starters());
  part("#kiosk-turn").scrollTop = 0;
  const chip = part("#kiosk-turn [data-opens]");
  panel(Boolean(chip));
  if (chip) window.nisso.openShelved(chip, { focus: false });
  part(".kiosk-tools").hidden = body.status !== "answered";
  offerVoice();
  light(body.lit);
  tell(body.told);
}

function turn(...content) {
  part("#kiosk-turn").replaceChildren(...content);
  const heading = part("#kiosk-turn .nisso-question");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

// never a dead end: where an answer suggests nothing, the beginning's questions stand
function starters() {
  const found = part(".kiosk-home .nisso-questions");
  return found ? found.cloneNode(true) : document.createTextNode("");
}

function element(name, kind, text) {
  const found = document.createElement(name);
  found.className = kind;
  found.textContent = text;
  return found;
}

function tell(text) {
  const place = document.getElementById("kiosk-told");
  place.lang = visit.answer ? visit.answer.language : visit.language;
  place.textContent = text;
}

// reading

function panel(open) {
  part(".kiosk-panel").hidden = !open;
  if (open) return;
  part("#nisso-open").replaceChildren();
}

function light(lit) {
  const keysOf = new Set(lit);
  const strip = part(".kiosk-strip");
  if (!strip) return;
  let nearest = null;
  for (const event of strip.querySelectorAll("[data-event]")) {
    const shines = keysOf.has(event.dataset.event);
    event.classList.toggle("kiosk-lit", shines);
    if (shines && !nearest) nearest = event;
  }
  if (!nearest) return;
  const left = nearest.parentElement.offsetLeft - strip.clientWidth / 3;
  strip.scrollTo({ left, behavior: window.nisso.calm() ? "auto" : "smooth" });
}

function offerVoice() {
  const button = part("[data-aloud]");
  button.hidden = !(visit.answer && canRead(visit.answer.language));
}

function aloud(button) {
  const words = button.dataset.words || button.textContent;
  button.dataset.words = words;
  const over = () => { button.textContent = words; };
  if (isReading()) {
    silence();
    over();
  } else if (read(visit.answer.told, visit.answer.language, over)) {
    button.textContent = button.dataset.silent;
  }
}

function enlarge(button) {
  visit.larger = !visit.larger;
  page.classList.toggle("kiosk-larger", visit.larger);
  button.setAttribute("aria-pressed", String(visit.larger));
}

// typing

function type() {
  const input = part("#kiosk-question");
  if (root().dataset.view === "attract") show("home");
  input.focus({ preventScroll: true });
  if (!isPresent()) return;
  const place = part(".kiosk-keys");
  place.hidden = false;
  root().classList.add("kiosk-typing");
  if (keys) return;
  keys = mountKeys(place, input, {
    language: visit.language,
    send: () => ask(input.value),
    hidden: () => hideKeys(),
  });
}

function hideKeys() {
  part(".kiosk-keys").hidden = true;
  root().classList.remove("kiosk-typing");
}

// what touches do

const TOUCHED = [
  ["[data-speak]", (button) => speak(button.dataset.speak)],
  ["[data-larger]", enlarge],
  ["[data-ask]", (button) => ask(button.dataset.ask)],
  ["[data-go]", (button) => go(button.dataset.go)],
  ["[data-over]", () => leave()],
  ["[data-aloud]", aloud],
  ["[data-take]", () => openTake(part("#kiosk-take"), visit.answer.home)],
  ["[data-stay]", (button) => button.closest("dialog").close()],
  ["[data-shut]", () => panel(false)],
  ["[data-opens],[data-fetch]", () => reading()],
  ["#kiosk-question", type],
  [".kiosk-attract", () => go("home")],
];

function go(view) {
  panel(false);
  show(view);
}

function reading() {
  if (root().dataset.view === "attract") show("home");
  hideKeys();
  panel(true);
}

document.addEventListener("click", (event) => {
  for (const [selector, act] of TOUCHED) {
    const found = event.target.closest(selector);
    if (found) return act(found);
  }
  return undefined;
}, { capture: true });

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const input = part("#kiosk-question");
  if (input.value.trim()) ask(input.value);
  else type();
});

document.addEventListener("cancel", (event) => {
  if (event.target.id === "kiosk-moment") event.preventDefault();
}, { capture: true });

// the original stands open beside its translation
new MutationObserver(() => {
  for (const original of document.querySelectorAll("#nisso-open .nisso-original:not([open])")) {
    if (!original.dataset.shown) original.open = true;
    original.dataset.shown = "yes";
  }
}).observe(document.body, { childList: true, subtree: true });

// the attract screen's questions change

function change() {
  const place = part(".kiosk-asked");
  const questions = JSON.parse(place.dataset.questions);
  const shown = place.firstElementChild;
  if (root().dataset.view !== "attract" || questions.length < 2) return;
  const next = questions[(questions.indexOf(shown.dataset.ask) + 1) % questions.length];
  const button = shown.cloneNode(false);
  button.dataset.ask = next;
  button.textContent = next;
  place.replaceChildren(button); // a new element, so that its entrance is seen
}

// nobody there, no server there

const restart = watchIdle({
  seconds: Number(idle),
  away: () => root().dataset.view === "attract" && visit.language === first && !visit.larger,
  unseen: () => root().dataset.view === "attract",
  busy: isReading,
  warn: (left) => {
    const dialog = part("#kiosk-warning");
    const text = part("#kiosk-warning-text");
    text.textContent = text.dataset.text.replace("{n}", left);
    if (dialog.open) return;
    document.querySelectorAll("dialog[open]").forEach((one) => one.close());
    dialog.showModal();
  },
  dismiss: () => part("#kiosk-warning").close(),
  leave,
});

const missed = watchServer({
  run,
  lost: () => {
    document.querySelectorAll("dialog[open]").forEach((one) => one.close());
    part("#kiosk-moment").showModal();
  },
  back: () => part("#kiosk-moment").close(),
  renewed: () => window.location.replace("/kiosk"),
});

setInterval(change, CHANGE);
whenVoicesChange(offerVoice);
keepScreens();
checkFonts();
