/** The question whether somebody is still here. */
import type { App } from './app';
import { button, h } from './dom';
import { homeButton, languageButtons } from './ways';

export interface Asking {
  readonly show: (seconds: number) => void;
  readonly hide: () => void;
}

export function ask(app: App, goOn: () => void): Asking {
  let dialog: HTMLDialogElement | null = null;
  let left: HTMLElement | null = null;
  // Closed before it goes: that gives the focus back to where it was.
  const hide = (): void => {
    dialog?.close();
    dialog?.remove();
    dialog = null;
  };
  const stay = (): void => {
    hide();
    goOn();
  };
  const open = (): void => {
    const { texts } = app;
    left = h('p', { class: 'left', id: 'asking-left' });
    dialog = h('dialog', { class: 'asking', 'aria-labelledby': 'asking', 'aria-describedby': 'asking-left' },
      h('h2', { id: 'asking' }, texts.say('idle.heading')), left,
      button({ class: 'choice go-on', autofocus: true }, stay, h('span', {}, texts.say('idle.go'))),
      h('div', { class: 'other-ways' },
        homeButton(app, () => {
          stay();
          app.home();
        }),
        languageButtons(app, (language) => {
          stay();
          app.speak(language);
        })));
    dialog.addEventListener('cancel', stay);
    document.body.append(dialog);
    dialog.showModal();
  };
  return {
    hide,
    show(seconds: number): void {
      if (dialog === null) open();
      left?.replaceChildren(app.texts.say('idle.left', seconds));
    },
  };
}
