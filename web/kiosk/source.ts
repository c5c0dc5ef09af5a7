/** Asks the daemon, and the copy while the daemon is away; knows which of them answers. */
import { keptCopy, renewed, type Copy } from './copy';
import { Local } from './local/local';
import { online, Refused, schema, Unreachable } from './online';
import type { Answers, Found, Project, Question, Suggested } from './types';

const RETRY_MS = 3000;
/** Where the copy can answer nobody has to wait longer for the daemon. */
const PATIENCE_MS = 1500;
const RENEW_MS = 5 * 60 * 1000;

function late(): Promise<never> {
  return new Promise((_, fail) => setTimeout(() => fail(new Unreachable('late')), PATIENCE_MS));
}

function isThere(): Promise<boolean> {
  return Promise.race([schema(), late()]).then(() => true, () => false);
}

export class Source implements Answers {
  #copy: Copy | null = null;
  #local: Local | null = null;
  #away = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #changed: () => void;
  #copied: ((copy: Copy) => void) | null = null;

  /** changed: the daemon went away or came back, or there is another copy. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Null until there has been an answer from anybody. */
  get copy(): Copy | null {
    return this.#copy;
  }

  get isAway(): boolean {
    return this.#away;
  }

  /** For the copy at hand and for each that comes. */
  whenCopied(then: (copy: Copy) => void): void {
    this.#copied = then;
    if (this.#copy !== null) then(this.#copy);
  }

  async start(): Promise<void> {
    const old = await keptCopy().catch(() => null);
    if (old !== null && !(await isThere())) this.#goOnWith(old);
    else await this.#renew();
    window.addEventListener('online', () => void this.#renew());
    window.addEventListener('offline', () => void this.#renew());
  }

  /** Whether something else has been published: asked where somebody begins. */
  refresh(): void {
    if (!this.#away && this.#copy !== null) void this.#renew();
  }

  search(question: Question): Promise<Found> {
    return this.#ask((answers) => answers.search(question));
  }

  suggest(q: string, keys?: string): Promise<Suggested> {
    return this.#ask((answers) => answers.suggest(q, keys));
  }

  project(id: string): Promise<Project> {
    return this.#ask((answers) => answers.project(id));
  }

  async #ask<T>(question: (answers: Answers) => Promise<T>): Promise<T> {
    if (this.#away && this.#local !== null) return question(this.#local);
    try {
      return await (this.#local === null ? question(online) : Promise.race([question(online), late()]));
    } catch (failure) {
      if (failure instanceof Unreachable) this.#lost();
      else if (!(failure instanceof Refused)) throw failure;
      if (this.#local === null) throw failure;
      return question(this.#local);
    }
  }

  #take(copy: Copy): void {
    if (copy === this.#copy) return;
    this.#copy = copy;
    this.#local = new Local(copy);
    this.#changed();
    this.#copied?.(copy);
  }

  #goOnWith(old: Copy): void {
    this.#take(old);
    this.#lost();
  }

  #lost(): void {
    if (!this.#away) {
      this.#away = true;
      this.#changed();
      setTimeout(() => this.#local?.prepare());
    }
    this.#again(RETRY_MS);
  }

  #again(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#renew(), ms);
  }

  async #renew(): Promise<void> {
    try {
      const copy = await renewed(this.#copy);
      const back = this.#away;
      this.#away = false;
      this.#take(copy);
      if (back) this.#changed();
      this.#again(RENEW_MS);
    } catch {
      if (this.#copy === null) {
        const old = await keptCopy().catch(() => null);
        if (old !== null) return this.#goOnWith(old);
      }
      this.#lost();
    }
  }
}
