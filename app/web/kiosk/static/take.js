// The code to take home: quote and citation as text, one code for each citation.

export function openTake(dialog, home) {
  const numbers = dialog.querySelector(".kiosk-take-numbers");
  numbers.replaceChildren(...(home.length > 1 ? home.map((one) => button(dialog, one)) : []));
  choose(dialog, home[0]);
  dialog.showModal();
}

function button(dialog, one) {
  const found = document.createElement("button");
  found.type = "button";
  found.textContent = one.marker;
  found.addEventListener("click", () => choose(dialog, one));
  return found;
}

function choose(dialog, one) {
  dialog.querySelector("img").src = one.code;
  dialog.querySelector(".kiosk-take-source").textContent = one.source;
  for (const found of dialog.querySelectorAll(".kiosk-take-numbers button")) {
    found.setAttribute("aria-pressed", String(found.textContent === String(one.marker)));
  }
}
