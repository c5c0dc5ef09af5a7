/** Reading aloud, where the browser has a voice for Japanese. */

/** On the window: somebody is being read to. */
export const LISTENING = 'listening';

export function hasVoice(): boolean {
  return 'speechSynthesis' in window && speechSynthesis.getVoices().some(({ lang }) => lang.startsWith('ja'));
}

/** Voices may come later than the page. Gives what ends the waiting. */
export function whenVoicesCome(then: () => void): () => void {
  if (!('speechSynthesis' in window)) return () => undefined;
  speechSynthesis.addEventListener('voiceschanged', then);
  return () => speechSynthesis.removeEventListener('voiceschanged', then);
}

export function readAloud(text: string, ended: () => void): void {
  const words = new SpeechSynthesisUtterance(text);
  words.lang = 'ja-JP';
  words.addEventListener('end', ended);
  words.addEventListener('error', ended);
  for (const heard of ['start', 'boundary', 'end']) words.addEventListener(heard, () => window.dispatchEvent(new Event(LISTENING)));
  speechSynthesis.cancel();
  speechSynthesis.speak(words);
}

export function beQuiet(): void {
  if ('speechSynthesis' in window) speechSynthesis.cancel();
}
