import type { App, Place, Shown } from '../app';
import { button, h } from '../dom';
import { icon, valueIcon } from '../icons';
import { published, withReadings } from '../texts';
import type { Entry, Field, Project } from '../types';
import { hasVoice, readAloud, beQuiet, whenVoicesCome } from '../voice';
import { titleField } from '../records';
import { card, flags } from './cards';

function textOf(entry: Entry, name: string): string {
  const value = entry[name];
  return typeof value === 'string' ? value : '';
}

/** The words behind the values that take some: その他（X）. */
function notes(app: App, entry: Project, facet: string, values: readonly string[]): (string | undefined)[] {
  const known = app.facet(facet)?.values ?? [];
  let at = 0;
  return values.map((value) =>
    known.some((one) => one.value === value && one.note === true) ? entry.other?.[facet]?.[at++] : undefined);
}

/** The values of a facet; a tap lists the records that have one, too. */
function facetRow(app: App, entry: Project, field: Field): HTMLElement | null {
  const value = entry[field.name];
  if (!Array.isArray(value) || value.length === 0) return null;
  const noted = notes(app, entry, field.name, value as string[]);
  const links = (value as string[]).flatMap((one, i) => {
    const pieces = app.furigana ? entry.values?.[field.name]?.[i] : undefined;
    const note = noted[i];
    const made = [button({ class: 'chip' }, () => app.go({ at: 'results', q: '', chosen: { [field.name]: [one] } }),
      valueIcon(app.facets, field.name, one), app.value(field.name, one, pieces))];
    const behind = note === undefined || note === ''
      ? []
      : [h('span', { class: 'note', lang: 'ja' }, '（', ...published(note, entry.notes?.[field.name]?.[i], app.furigana), '）')];
    return [...made, ...behind];
  });
  return h('div', { class: 'fact' }, h('dt', {}, withReadings(app.texts.label(field.labels, field.name))), h('dd', {}, ...links));
}

function textRow(app: App, entry: Project, field: Field): HTMLElement | null {
  const text = textOf(entry, field.name);
  if (text === '') return null;
  return h('div', { class: 'fact text' }, h('dt', {}, withReadings(app.texts.label(field.labels, field.name))),
    h('dd', { lang: 'ja' }, ...published(text, entry.ruby?.[field.name], app.furigana)));
}

function facts(app: App, entry: Project): HTMLElement {
  const title = titleField(app.schema);
  const made = (app.schema?.fields ?? []).filter(({ name }) => name !== title).map((field) =>
    field.kind === 'text' ? textRow(app, entry, field) : field.kind === 'facet' ? facetRow(app, entry, field) : null);
  return h('dl', { class: 'facts' }, ...made);
}

/** Hidden while there is no voice to read with. */
function voiceButton(app: App, entry: Project): HTMLElement {
  let reading = false;
  let times = 0;
  const label = h('span', {}, app.texts.say('project.read'));
  const show = (now: boolean): void => {
    reading = now;
    label.replaceChildren(app.texts.say(now ? 'project.stop' : 'project.read'));
    made.toggleAttribute('data-on', now);
  };
  const made = button({ class: 'tool', hidden: !hasVoice() }, () => {
    if (reading) beQuiet();
    else {
      const texts = (app.schema?.fields ?? []).filter(({ kind }) => kind === 'text').map(({ name }) => textOf(entry, name));
      const time = ++times;
      // What was stopped tells its end late.
      readAloud(texts.join('。'), () => time === times && show(false));
    }
    show(!reading);
  }, icon('volume-2'), label);
  return made;
}

const RETRY_MS = 300;
const RETRIES = 5;

/** A picture that has another try where its loading is broken off, as by the next screen. */
function picture(src: string, alt: string, failed: () => void): HTMLImageElement {
  const made = h('img', { class: 'qr', src, alt, width: 300, height: 300 });
  let tries = 0;
  made.addEventListener('error', () => {
    if (tries++ < RETRIES) setTimeout(() => (made.src = src), RETRY_MS);
    else failed();
  });
  return made;
}

function takeHome(app: App, { id }: Project): HTMLElement {
  const { texts } = app;
  const hint = h('p', {}, texts.say('project.qr.hint'));
  const code = picture(`/projects/${encodeURIComponent(id)}/qr.svg`, texts.name('project.qr.alt'), () => {
    code.remove();
    hint.replaceChildren(texts.say('project.qr.none'));
  });
  return h('section', { class: 'take-home', 'aria-labelledby': 'take-home' },
    h('h2', { id: 'take-home' }, texts.say('project.qr')), hint, code);
}

export async function project(app: App, { id }: Extract<Place, { at: 'project' }>): Promise<Shown> {
  const { texts } = app;
  const entry = await app.source.project(id);
  const title = titleField(app.schema);
  const voice = voiceButton(app, entry);
  const content = h('section', { class: 'screen project' },
    h('h1', { tabindex: -1, lang: 'ja' }, ...published(textOf(entry, title) || id, entry.ruby?.[title], app.furigana)),
    h('div', { class: 'record-tools' },
      h('p', { class: 'flags' }, ...flags(app, entry)),
      button({ class: 'tool', 'data-on': app.furigana, 'data-hold': 'furigana' }, () => app.toggleFurigana(),
        icon('a-arrow-up'), h('span', {}, texts.say(app.furigana ? 'project.furigana.hide' : 'project.furigana.show'))),
      voice),
    h('div', { class: 'record' }, facts(app, entry), takeHome(app, entry)),
    entry.similar.length === 0
      ? null
      : h('section', { 'aria-labelledby': 'similar' }, h('h2', { id: 'similar' }, texts.say('project.similar')),
          h('ol', { class: 'cards' }, ...entry.similar.map((one) => card(app, one)))));
  return { content, end: whenVoicesCome(() => (voice.hidden = !hasVoice())) };
}
