/** Reading aloud, where the browser has a voice for Japanese. */
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
  speechSynthesis.cancel();
  speechSynthesis.speak(words);
}

export function beQuiet(): void {
  if ('speechSynthesis' in window) speechSynthesis.cancel();
}
