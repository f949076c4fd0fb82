// The on-screen keyboard: Russian, Latin and kana over simple-keyboard, which the application serves.

const BOTTOM = "{ru} {latin} {kana} {space} {hide} {send}";
const LAYOUT = {
  ru: [
    "1 2 3 4 5 6 7 8 9 0 - {bksp}",
    "й ц у к е н г ш щ з х ъ",
    "ф ы в а п р о л д ж э ё",
    "я ч с м и т ь б ю . , ?",
    BOTTOM,
  ],
  latin: [
    "1 2 3 4 5 6 7 8 9 0 - {bksp}",
    "q w e r t y u i o p ō ū",
    "a s d f g h j k l ' : ;",
    "{shift} z x c v b n m . , ?",
    BOTTOM,
  ],
  latinShift: [
    "1 2 3 4 5 6 7 8 9 0 - {bksp}",
    "Q W E R T Y U I O P Ō Ū",
    "A S D F G H J K L ' : ;",
    "{shift} Z X C V B N M . , ?",
    BOTTOM,
  ],
  kana: [
    "1 2 3 4 5 6 7 8 9 0 年 月 日 {bksp}",
    "あ か さ た な は ま や ら わ ー",
    "い き し ち に ひ み 、 り を {voiced}",
    "う く す つ ぬ ふ む ゆ る ん {half}",
    "え け せ て ね へ め 。 れ ・ {small}",
    "お こ そ と の ほ も よ ろ ？ {bksp}",
    BOTTOM,
  ],
};
const NAMES = { ru: "АБВ", latin: "ABC", kana: "あいう" };
const LANGUAGE = { ru: "ru", en: "latin", ja: "kana" };
const VOICED = pairs("かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔ");
const HALF = pairs("はぱひぴふぷへぺほぽ");
const SMALL = pairs("あぁいぃうぅえぇおぉつっやゃゆゅよょわゎ");

function pairs(text) {
  const found = new Map();
  for (let n = 0; n < text.length; n += 2) {
    found.set(text[n], text[n + 1]);
    found.set(text[n + 1], text[n]);
  }
  return found;
}

export function isPresent() {
  return Boolean(window.SimpleKeyboard);
}

// Puts the keyboard into `place` for typing into `input`; returns what opens and closes it.
export function mountKeys(place, input, { language, send, hidden }) {
  const Keyboard = window.SimpleKeyboard.default;
  const label = (name, text) => ({ attribute: "aria-label", value: text, buttons: name });
  const { space, erase, hide, askKey } = place.dataset;
  input.inputMode = "none"; // the system's own keyboard stays away
  const keyboard = new Keyboard(place.firstElementChild, {
    layout: LAYOUT,
    layoutName: LANGUAGE[language] || "latin",
    display: {
      "{bksp}": "⌫", "{space}": space, "{send}": askKey, "{hide}": "▼", "{shift}": "⇧",
      "{voiced}": "゛", "{half}": "゜", "{small}": "小",
      "{ru}": NAMES.ru, "{latin}": NAMES.latin, "{kana}": NAMES.kana,
    },
    buttonAttributes: [
      label("{bksp}", erase), label("{hide}", hide),
      label("{voiced}", "濁点"), label("{half}", "半濁点"), label("{small}", "小書き"),
    ],
    useButtonTag: true,
    disableCaretPositioning: false,
    preventMouseDownDefault: true,
    theme: "hg-theme-default kiosk-keyboard",
    onChange: (text) => put(text),
    onKeyPress: (key) => pressed(key),
  });

  function put(text) {
    input.value = text;
    input.scrollLeft = input.scrollWidth;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function pressed(key) {
    const name = key.slice(1, -1);
    if (key === "{send}") send();
    else if (key === "{hide}") hidden();
    else if (key === "{shift}") shift();
    else if (name in NAMES) keyboard.setOptions({ layoutName: name });
    else if (key === "{voiced}") change(VOICED);
    else if (key === "{half}") change(HALF);
    else if (key === "{small}") change(SMALL);
    if (key.length === 1 && keyboard.options.layoutName === "latinShift") shift();
  }

  function shift() {
    const on = keyboard.options.layoutName === "latinShift";
    keyboard.setOptions({ layoutName: on ? "latin" : "latinShift" });
  }

  // the mark belongs to the kana before it: か゛ is が
  function change(map) {
    const text = input.value;
    const end = input.selectionEnd === null ? text.length : input.selectionEnd;
    const changed = map.get(text[end - 1]);
    if (!changed) return;
    put(text.slice(0, end - 1) + changed + text.slice(end));
    keyboard.setInput(input.value);
    keyboard.setCaretPosition(end);
  }

  input.addEventListener("input", () => {
    if (keyboard.getInput() !== input.value) keyboard.setInput(input.value);
  });
  return { clear: () => keyboard.clearInput(), destroy: () => keyboard.destroy() };
}
