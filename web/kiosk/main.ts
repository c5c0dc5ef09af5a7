import { App } from './app';
import { ask } from './asking';
import { keepCodes } from './codes';
import { guard } from './guard';
import { Idle } from './idle';
import { settingsOf, type Settings } from './settings';

/** The worker keeps what it fetches, so what came before it is fetched once more. */
async function keepPage({ worker }: Settings): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(worker, { scope: '/kiosk' });
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller === null)
    await new Promise((claimed) => navigator.serviceWorker.addEventListener('controllerchange', claimed, { once: true }));
  const parts = performance.getEntriesByType('resource').map(({ name }) => name);
  for (const part of [window.location.href, ...parts])
    if (part.startsWith(window.location.origin) && !part.includes('/v1/')) await fetch(part).catch(() => undefined);
}

async function start(): Promise<void> {
  const root = document.getElementById('kiosk');
  if (root === null) return;
  const settings = settingsOf(root);
  const app = new App(root, settings);
  history.scrollRestoration = 'manual';
  // A page that the browser had put aside is the last visitor's.
  window.addEventListener('pageshow', ({ persisted }) => persisted && app.forget());
  guard();
  const question = ask(app, () => idle.restart());
  const idle = new Idle(settings.idleSeconds, {
    needsAsking: () => app.isUsed,
    ask: (seconds) => question.show(seconds),
    stopAsking: () => question.hide(),
    gone: () => {
      question.hide();
      if (app.place.at !== 'attract') app.forget();
    },
  });
  await app.source.start();
  app.home();
  await keepPage(settings).catch(() => undefined);
  app.source.whenCopied((copy) => void keepCodes(copy).catch(() => undefined));
}

void start();
