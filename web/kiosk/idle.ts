/** Nobody has touched anything for a while: asks, and tells when nobody answers. */
import { LISTENING } from './voice';

const ANSWER_MS = 20_000;
const signs = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove', 'scroll', LISTENING] as const;

export interface IdleHooks {
  /** False where there is nothing to lose: then nobody is asked. */
  readonly needsAsking: () => boolean;
  /** Ask; called each second with what is left. */
  readonly ask: (seconds: number) => void;
  readonly stopAsking: () => void;
  /** Nobody is here. */
  readonly gone: () => void;
}

export class Idle {
  readonly #ms: number;
  readonly #hooks: IdleHooks;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #deadline: number | null = null;

  constructor(seconds: number, hooks: IdleHooks) {
    this.#ms = seconds * 1000;
    this.#hooks = hooks;
    for (const sign of signs)
      window.addEventListener(sign, () => this.#somebody(), { capture: true, passive: true });
    this.restart();
  }

  /** Somebody is here: begin anew. */
  restart(): void {
    clearTimeout(this.#timer);
    if (this.#deadline !== null) this.#hooks.stopAsking();
    this.#deadline = null;
    this.#timer = setTimeout(() => this.#silence(), this.#ms);
  }

  // While the question stands only its button counts: who leans on the screen is not asked in vain.
  #somebody(): void {
    if (this.#deadline === null) this.restart();
  }

  #silence(): void {
    if (!this.#hooks.needsAsking()) {
      this.#hooks.gone();
      this.restart();
      return;
    }
    this.#deadline = performance.now() + ANSWER_MS;
    this.#count();
  }

  #count(): void {
    const left = (this.#deadline ?? 0) - performance.now();
    if (left <= 0) {
      this.#hooks.gone();
      this.restart();
      return;
    }
    this.#hooks.ask(Math.ceil(left / 1000));
    this.#timer = setTimeout(() => this.#count(), Math.min(1000, left));
  }
}
