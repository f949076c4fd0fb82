// Whether this screen can draw Japanese and Cyrillic; a missing font is told in the browser's log.

const SAMPLES = { Japanese: "あ", Cyrillic: "Ж" };

export function checkFonts() {
  const nothing = drawn("\u{10FFFE}");
  for (const [name, sample] of Object.entries(SAMPLES)) {
    if (drawn(sample) === nothing) {
      console.warn(`nisso kiosk: no font draws ${name} on this screen; see deploy/README.md`);
    }
  }
}

function drawn(text) {
  const canvas = document.createElement("canvas");
  canvas.width = 48;
  canvas.height = 48;
  const brush = canvas.getContext("2d");
  brush.font = "32px sans-serif";
  brush.fillText(text, 4, 36);
  return canvas.toDataURL();
}
