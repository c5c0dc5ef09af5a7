// The real kyodo-searchd on a free port, on the index that the fixture searchd_index has built.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export const env = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by ctest`);
  return value;
};

export class Daemon {
  #child;
  /** http://127.0.0.1:PORT */
  origin;

  static start(...options) {
    return Daemon.on(env('KYODO_INDEX'), ...options);
  }

  static async on(index, ...options) {
    const daemon = new Daemon();
    const anywhere = options.includes('--listen') ? [] : ['--listen', 'http://127.0.0.1:0'];
    const args = ['--index', index, ...anywhere, ...options];
    daemon.#child = spawn(env('KYODO_SEARCHD'), args, { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: daemon.#child.stdout })) {
      daemon.origin = line.replace(/^listening on /, '');
      return daemon;
    }
    throw new Error('kyodo-searchd ended before it was ready');
  }

  /** Also where it has been stopped already. */
  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.resume();
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }

  /** At once, as by a fault. */
  async kill() {
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }

  /** It holds still, and goes on: nobody is told that it does not answer. */
  pause() {
    this.#child.kill('SIGSTOP');
  }

  resume() {
    this.#child.kill('SIGCONT');
  }

  /** It takes up what has been published. */
  renew() {
    this.#child.kill('SIGHUP');
  }

  /** What the daemon itself answers, to compare with what a page shows. */
  async suggestions(q, limit = 8) {
    const query = new URLSearchParams({ q, limit });
    const response = await fetch(`${this.origin}/v1/suggest?${query}`);
    return (await response.json()).suggestions;
  }
}
