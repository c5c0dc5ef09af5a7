import type { Language } from './types';

/** What the staff set in the daemon's configuration. */
export interface Settings {
  readonly idleSeconds: number;
  readonly language: Language;
  readonly worker: string;
}

function languageOf(code: string | undefined): Language {
  return code === 'easy' || code === 'en' ? code : 'ja';
}

export function settingsOf({ dataset }: HTMLElement): Settings {
  return {
    idleSeconds: Number(dataset['idle'] ?? '60'),
    language: languageOf(dataset['language']),
    worker: dataset['worker'] ?? '/kiosk-worker.js',
  };
}
