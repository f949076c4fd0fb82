// Reading aloud with a voice that is on this computer; a voice of a network service is never used.

const speech = window.speechSynthesis;

function voiceFor(language) {
  if (!speech) return null;
  const local = speech.getVoices().filter((voice) => voice.localService);
  return local.find((voice) => voice.lang.toLowerCase().startsWith(language)) || null;
}

export function canRead(language) {
  return voiceFor(language) !== null;
}

export function read(text, language, ended) {
  const voice = voiceFor(language);
  if (!voice) return false;
  speech.cancel();
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  said.rate = 0.95;
  said.onend = ended;
  said.onerror = ended;
  speech.speak(said);
  return true;
}

export function silence() {
  if (speech) speech.cancel();
}

export function isReading() {
  return Boolean(speech && speech.speaking);
}

export function whenVoicesChange(then) {
  if (speech && speech.addEventListener) speech.addEventListener("voiceschanged", then);
}
