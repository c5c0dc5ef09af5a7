/**
 * The form of the box: the page's own with all its fields, moved into the shadow root, where the
 * page's style sheets do not reach and where input and list have one root; or one made here.
 */
import type { Texts } from './texts.js';

export interface BoxForm {
  readonly form: HTMLFormElement;
  readonly input: HTMLInputElement;
  /** Round the input: what the list is placed by. */
  readonly field: HTMLElement;
}

export interface FormWishes {
  readonly action: string;
  readonly texts: Texts;
  readonly label: string | null;
  readonly placeholder: string | null;
  /** The result page's language where the page gave none; "" leaves it to the visitor's browser. */
  readonly language: string;
}

/** The page's own input for words, if there is one. */
export function inputOf(form: HTMLFormElement | null): HTMLInputElement | null {
  for (const kind of ['[name=q]', '[type=search]', '[type=text]', ':not([type])']) {
    const found = form?.querySelector<HTMLInputElement>(`input${kind}`);
    if (found) return found;
  }
  return null;
}

export function makeForm(own: HTMLFormElement | null, wishes: FormWishes): BoxForm {
  const form = own ?? newForm(wishes);
  if (!form.hasAttribute('action')) form.action = wishes.action;
  if (!form.hasAttribute('role')) form.setAttribute('role', 'search');
  const input = inputOf(form) ?? newInput();
  complete(input, wishes);
  const field = document.createElement('div');
  wrap(form, input, field);
  nameIt(form, input, wishes);
  if (form.querySelector('button, input[type=submit]') === null) field.after(newButton(wishes));
  tell(form, input, field);
  return { form, input, field };
}

function newForm({ language }: FormWishes): HTMLFormElement {
  const form = document.createElement('form');
  if (language !== '') {
    const hidden = document.createElement('input');
    hidden.type = 'hidden';
    hidden.name = 'lang';
    hidden.value = language;
    form.append(hidden);
  }
  return form;
}

function newInput(): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'search';
  input.name = 'q';
  return input;
}

function newButton({ texts }: FormWishes): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'submit';
  button.textContent = texts.button;
  return button;
}

function complete(input: HTMLInputElement, { placeholder }: FormWishes): void {
  if (input.id === '') input.id = 'kyodo-input';
  if (placeholder !== null) input.placeholder = placeholder;
  if (!input.hasAttribute('enterkeyhint')) input.enterKeyHint = 'search';
  if (!input.hasAttribute('autocapitalize')) input.autocapitalize = 'none';
}

// A list inside a label would be read as a part of the name.
function wrap(form: HTMLFormElement, input: HTMLInputElement, field: HTMLElement): void {
  const label = input.closest('label');
  if (label !== null) {
    label.htmlFor = input.id;
    label.after(field);
  } else if (input.parentNode !== null) {
    input.replaceWith(field);
  } else {
    form.append(field);
  }
  field.append(input);
}

/** Labels that stay outside cannot name an input in a shadow root; their text can. */
function nameIt(form: HTMLFormElement, input: HTMLInputElement, wishes: FormWishes): void {
  const inside = input.id === '' ? null : form.querySelector(`label[for="${CSS.escape(input.id)}"]`);
  if (inside !== null || input.hasAttribute('aria-label') || input.hasAttribute('title')) return;
  const outside = [...(input.labels ?? [])].find((label) => !form.contains(label));
  outside?.addEventListener('click', () => input.focus());
  const text = wishes.label ?? outside?.textContent?.trim() ?? '';
  input.setAttribute('aria-label', text === '' ? wishes.texts.label : text);
}

function tell(form: HTMLFormElement, input: HTMLInputElement, field: HTMLElement): void {
  form.setAttribute('part', 'form');
  field.className = 'field';
  field.setAttribute('part', 'field');
  input.setAttribute('part', 'input');
  for (const label of form.querySelectorAll('label')) label.setAttribute('part', 'label');
  for (const button of form.querySelectorAll('button, input[type=submit]'))
    button.setAttribute('part', 'button');
}
