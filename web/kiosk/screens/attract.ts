import type { App, Shown } from '../app';
import { h } from '../dom';
import { icon, valueIcon } from '../icons';
import { published } from '../texts';
import type { Entry } from '../types';
import { titleField } from '../records';

const EACH_MS = 8000;

function category(app: App, entry: Entry): { facet: string; value: string } | null {
  for (const { name, open } of app.facets) {
    const values = entry[name];
    if (!open && Array.isArray(values) && typeof values[0] === 'string') return { facet: name, value: values[0] };
  }
  return null;
}

function slide(app: App, entry: Entry): HTMLElement {
  const field = titleField(app.schema);
  const of = category(app, entry);
  return h('span', { class: 'slide' },
    of === null ? icon('circle-dot') : valueIcon(app.facets, of.facet, of.value),
    h('span', { class: 'slide-name', lang: 'ja' }, ...published(String(entry[field] ?? ''), entry.ruby?.[field], true)));
}

/** Wherever it is touched: the button is for those who do not touch. */
function touched(app: App, screen: HTMLElement): HTMLElement {
  screen.addEventListener('click', () => app.home());
  return screen;
}

/** Projects in turn, for whoever passes by; a touch begins. */
export function attract(app: App): Shown {
  const { texts } = app;
  const all = app.source.copy?.records ?? [];
  const shown = h('span', { class: 'slides', 'aria-hidden': 'true' });
  const turn = (): void => {
    const entry = all[app.passing++ % Math.max(all.length, 1)];
    if (entry !== undefined) shown.replaceChildren(slide(app, entry));
  };
  turn();
  const timer = setInterval(turn, EACH_MS);
  return {
    content: touched(app, h('section', { class: 'screen attract' },
      h('h1', { tabindex: -1 }, texts.say('attract.heading')),
      h('button', { type: 'button', class: 'touch' }, shown, h('span', { class: 'touch-here' }, icon('pointer'), h('span', {}, texts.say('attract.touch')))))),
    end: () => clearInterval(timer),
  };
}
