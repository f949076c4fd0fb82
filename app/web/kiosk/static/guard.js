// No way out of the kiosk: no menus, no selection, no zoom, no dragging, no browser shortcuts.

const never = (event) => event.preventDefault();
const ALLOWED = new Set([
  "Tab", "Enter", "Escape", " ", "Backspace", "Delete", "Home", "End", "PageUp", "PageDown",
  "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Shift", "CapsLock",
]);

for (const kind of ["contextmenu", "dragstart", "dragover", "drop", "selectstart", "gesturestart",
  "auxclick", "copy", "cut"]) {
  document.addEventListener(kind, never, { capture: true });
}

document.addEventListener("touchmove", (event) => {
  if (event.touches.length > 1) event.preventDefault();
}, { capture: true, passive: false });

document.addEventListener("wheel", (event) => {
  if (event.ctrlKey) event.preventDefault();
}, { capture: true, passive: false });

document.addEventListener("keydown", (event) => {
  const character = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  const composing = event.isComposing || event.key === "Process";
  const plain = ALLOWED.has(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!character && !composing && !plain) event.preventDefault();
}, { capture: true });

// nothing on the page is a link, and whatever becomes one leads nowhere
document.addEventListener("click", (event) => {
  if (event.target.closest("a[href]")) event.preventDefault();
}, { capture: true });
