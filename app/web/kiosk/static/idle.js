// Nobody there: after a while a warning that a touch dismisses, then the beginning.

const WARNING = 15;

// `away`: nothing to leave; `unseen`: nothing a warning would save; `busy` tells that the visitor is listening; reading aloud is no reason to go.
export function watchIdle({ seconds, away, unseen, busy, warn, dismiss, leave }) {
  let timer = 0;
  let left = 0;

  function restart() {
    clearTimeout(timer);
    if (left) dismiss();
    left = 0;
    if (!away()) timer = setTimeout(idle, seconds * 1000);
  }

  function idle() {
    if (away()) return;
    if (unseen()) return leave();
    if (busy()) return restart();
    left = WARNING;
    count();
  }

  function count() {
    if (left === 0) return leave();
    warn(left);
    timer = setTimeout(() => {
      left -= 1;
      count();
    }, 1000);
    return undefined;
  }

  for (const kind of ["pointerdown", "touchstart", "keydown", "wheel", "input"]) {
    document.addEventListener(kind, restart, { capture: true, passive: true });
  }
  return restart;
}
