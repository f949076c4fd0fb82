// Whether the server is there, and whether it is still the one that sent this page.

const EVERY = 3000;
const SOONER = 1000;

export function watchServer({ run, lost, back, renewed }) {
  let missing = 0;
  let told = false;

  async function look() {
    try {
      const response = await fetch("/kiosk/alive", {
        cache: "no-store",
        signal: AbortSignal.timeout(2500),
      });
      if (!response.ok) throw new TypeError(`status ${response.status}`);
      const body = await response.json();
      if (body.run !== run) return renewed();
      found();
    } catch (error) {
      miss(error);
    }
    setTimeout(look, missing ? SOONER : EVERY);
    return undefined;
  }

  function found() {
    missing = 0;
    if (told) back();
    told = false;
  }

  // a slow answer is not yet a missing server
  function miss(error) {
    missing += 1;
    if (error.name === "TimeoutError" && missing < 3) return;
    if (!told) lost();
    told = true;
  }

  setTimeout(look, EVERY);
  return () => miss(new TypeError("a question found no server"));
}
