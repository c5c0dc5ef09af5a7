// Pages that change in place: the same HTML that a link or the form would load is fetched, and what
// answers is put where the old answer was. Without this script every link and form works by itself.

const TYPING_MS = 250;
const answerId = "answer";
const statusId = "status";

let underWay: AbortController | null = null;
let timer: number | undefined;

function answerOf(page: Document): HTMLElement | null {
  return page.getElementById(answerId);
}

function formOf(page: Document): HTMLFormElement | null {
  return (
    page.querySelector<HTMLFormElement>("form.search") ??
    page.querySelector("kyodo-search")?.shadowRoot?.querySelector("form") ??
    null
  );
}

// Where an element stands below another, to find its like in a page made anew.
function placeOf(element: Element, root: Element): number[] {
  const place: number[] = [];
  for (let at: Element = element; at !== root && at.parentElement !== null; at = at.parentElement) {
    place.unshift([...at.parentElement.children].indexOf(at));
  }
  return place;
}

function elementAt(root: Element, place: number[]): Element | null {
  let at: Element | null = root;
  for (const index of place) {
    at = at?.children[index] ?? null;
  }
  return at;
}

// Which groups of choices are open is the visitor's affair.
function keepOpen(from: Element, to: Element): void {
  for (const old of from.querySelectorAll<HTMLDetailsElement>("details[data-facet]")) {
    const name = CSS.escape(old.dataset["facet"] ?? "");
    const made = to.querySelector<HTMLDetailsElement>(`details[data-facet="${name}"]`);
    if (made !== null) {
      made.open = old.open;
    }
  }
}

// The status stays the same element, since only then do screen readers say that it changed.
function swapAnswer(old: HTMLElement, made: HTMLElement): void {
  const status = old.querySelector(`#${statusId}`);
  const said = made.querySelector(`#${statusId}`);
  keepOpen(old, made);
  if (status !== null && said !== null) {
    status.replaceChildren(...said.childNodes);
    said.replaceWith(status);
  }
  old.replaceChildren(...made.childNodes);
}

// Hidden fields carry the choices along with what is typed next.
function swapChoices(made: Document): void {
  const form = formOf(document);
  const other = formOf(made);
  if (form === null || other === null) {
    return;
  }
  for (const field of form.querySelectorAll("input[type=hidden]")) {
    field.remove();
  }
  form.append(...other.querySelectorAll("input[type=hidden]"));
}

function swapLinks(made: Document): void {
  for (const selector of [".languages", ".site-nav"]) {
    const old = document.querySelector(selector);
    const other = made.querySelector(selector);
    if (old !== null && other !== null) {
      old.replaceWith(other);
    }
  }
}

function focusAgain(answer: HTMLElement, place: number[] | null, toTop: boolean): void {
  const status = document.getElementById(statusId);
  if (toTop && status !== null) {
    status.tabIndex = -1;
    status.focus();
    return;
  }
  const next = place === null ? null : elementAt(answer, place);
  if (next instanceof HTMLElement) {
    next.focus({ preventScroll: true });
  }
}

async function load(url: string, signal: AbortSignal): Promise<Document | null> {
  const response = await fetch(url, { signal, headers: { Accept: "text/html" } });
  if (!response.ok) {
    return null;
  }
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

interface Change {
  url: string;
  history: "push" | "replace" | "none";
  place: number[] | null;
  toTop: boolean;
}

// False where the browser has to go there itself.
async function change(to: Change): Promise<boolean> {
  underWay?.abort();
  const mine = new AbortController();
  underWay = mine;
  const old = answerOf(document);
  const made = await load(to.url, mine.signal).catch(() => null);
  if (mine.signal.aborted) {
    return true;
  }
  const answer = made === null ? null : answerOf(made);
  if (old === null || made === null || answer === null) {
    return false;
  }
  swapAnswer(old, answer);
  swapChoices(made);
  swapLinks(made);
  document.title = made.title;
  if (to.history === "push") {
    history.pushState(null, "", to.url);
  } else if (to.history === "replace") {
    history.replaceState(null, "", to.url);
  }
  focusAgain(old, to.place, to.toTop);
  return true;
}

function addressOf(form: HTMLFormElement): string {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") {
      fields.append(name, value);
    }
  }
  const query = fields.toString();
  return query === "" ? form.action : `${form.action}?${query}`;
}

async function follow(form: HTMLFormElement, how: "push" | "replace"): Promise<void> {
  const url = addressOf(form);
  window.clearTimeout(timer);
  const done = await change({ url, history: how, place: null, toTop: false });
  if (!done && how === "push") {
    window.location.assign(url);
  }
}

function onInput(event: Event): void {
  const form = formOf(document);
  const composing = event instanceof InputEvent && event.isComposing;
  window.clearTimeout(timer);
  if (form !== null && !composing) {
    timer = window.setTimeout(() => void follow(form, "replace"), TYPING_MS);
  }
}

function isPlainClick(event: MouseEvent): boolean {
  return (
    event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  );
}

function onClick(event: MouseEvent): void {
  const answer = answerOf(document);
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (answer === null || link === null || !answer.contains(link) || !isPlainClick(event)) {
    return;
  }
  const here = new URL(window.location.href);
  const there = new URL(link.href);
  if (there.origin !== here.origin || there.pathname !== here.pathname || link.hasAttribute("download")) {
    return;
  }
  event.preventDefault();
  const toTop = link.closest(".pages") !== null;
  const place = toTop ? null : placeOf(link, answer);
  void change({ url: link.href, history: "push", place, toTop }).then((done) => {
    if (!done) {
      window.location.assign(link.href);
    }
  });
}

function showQuestion(): void {
  const input = formOf(document)?.querySelector<HTMLInputElement>("input[name=q]");
  if (input !== null && input !== undefined) {
    input.value = new URLSearchParams(window.location.search).get("q") ?? "";
  }
}

function start(): void {
  const form = formOf(document);
  if (form === null || answerOf(document) === null) {
    return;
  }
  form.addEventListener("input", onInput);
  form.addEventListener("compositionend", onInput);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void follow(form, "push");
  });
  document.addEventListener("click", onClick);
  window.addEventListener("popstate", () => {
    showQuestion();
    void change({ url: window.location.href, history: "none", place: null, toTop: false });
  });
}

start();
