import { useTypeface } from "./typeface";

// Pages that change in place: the same HTML that a link or the form would load is fetched, and what
// answers is put where the old answer was. Without this script every link and form works by itself.

const TYPING_MS = 250;
const answerId = "answer";
const statusId = "status";

let underWay: AbortController | null = null;
let timer: number | undefined;
// The page's address without its fragment, which changes nothing.
let shown = addressHere();

function addressHere(): string {
  return window.location.pathname + window.location.search;
}

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

// A link's like in an answer made anew: the same one of its group, or its neighbour.
interface Place {
  group: string;
  index: number;
}

const groups = [".sorts", ".chips", ".views", ".related"];

function groupOf(link: Element): string | null {
  const facet = link.closest<HTMLElement>("details[data-facet]");
  if (facet !== null) {
    return `details[data-facet="${CSS.escape(facet.dataset["facet"] ?? "")}"]`;
  }
  return groups.find((group) => link.closest(group) !== null) ?? null;
}

function placeOf(link: Element, answer: Element): Place | null {
  const group = groupOf(link);
  return group === null
    ? null
    : { group, index: [...answer.querySelectorAll(`${group} a`)].indexOf(link) };
}

function linkAt(answer: Element, { group, index }: Place): HTMLElement | null {
  const links = answer.querySelectorAll<HTMLElement>(`${group} a`);
  return links[Math.min(index, links.length - 1)] ?? null;
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

// The status stays where it is in the document: screen readers tell what changes in it, not a new
// one that says something already.
function swapAnswer(old: HTMLElement, made: HTMLElement): void {
  const status = old.querySelector(`:scope > #${statusId}`);
  const said = made.querySelector(`:scope > #${statusId}`);
  keepOpen(old, made);
  if (status === null || said === null) {
    old.replaceChildren(...made.childNodes);
    return;
  }
  for (const child of [...old.childNodes]) {
    if (child !== status) {
      child.remove();
    }
  }
  const parts = [...made.childNodes];
  const at = parts.indexOf(said);
  status.before(...parts.slice(0, at));
  status.after(...parts.slice(at + 1));
  status.replaceChildren(...said.childNodes);
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

// What had the focus is gone with the old answer. The status takes it where nothing is like it.
function focusAgain(answer: HTMLElement, focus: Change["focus"]): void {
  if (focus === "stay") {
    return;
  }
  const like = focus === "status" ? null : linkAt(answer, focus);
  if (like !== null) {
    like.focus({ preventScroll: true });
    return;
  }
  const status = document.getElementById(statusId);
  if (status !== null) {
    status.tabIndex = -1;
    status.focus();
  }
}

async function load(url: string, signal: AbortSignal): Promise<Document | null> {
  const response = await fetch(url, { signal, headers: { Accept: "text/html" } });
  if (!response.ok) {
    return null;
  }
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

// What history keeps: a state that is still being typed is overwritten by what is typed next.
interface Kept {
  typing: boolean;
}

interface Change {
  url: string;
  history: "push" | "replace" | "none";
  typing: boolean;
  focus: Place | "status" | "stay";
}

function keep(to: Change): void {
  const kept: Kept = { typing: to.typing };
  if (to.history === "push") {
    history.pushState(kept, "", to.url);
  } else if (to.history === "replace") {
    history.replaceState(kept, "", to.url);
  }
  shown = addressHere();
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
  keep(to);
  focusAgain(old, to.focus);
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

// Where the same is asked again, history has it already.
function isHere(url: string): boolean {
  return new URL(url, window.location.href).href === window.location.href;
}

async function submit(form: HTMLFormElement): Promise<void> {
  const url = addressOf(form);
  window.clearTimeout(timer);
  const how = isHere(url) || isTyping() ? "replace" : "push";
  if (!(await change({ url, history: how, typing: false, focus: "stay" }))) {
    window.location.assign(url);
  }
}

// What is shown is then no answer to what is typed; submitting asks again.
function tellFailure(): void {
  const status = document.getElementById(statusId);
  const said = status?.dataset["failed"];
  if (status !== null && said !== undefined) {
    status.textContent = said;
  }
}

// The state before the first letter stays in history.
async function typed(form: HTMLFormElement): Promise<void> {
  const how = isTyping() ? "replace" : "push";
  const url = addressOf(form);
  if (!isHere(url) && !(await change({ url, history: how, typing: true, focus: "stay" }))) {
    tellFailure();
  }
}

function isTyping(): boolean {
  const kept = history.state as Kept | null;
  return kept?.typing === true;
}

function onInput(event: Event): void {
  const form = formOf(document);
  const composing = event instanceof InputEvent && event.isComposing;
  window.clearTimeout(timer);
  if (form !== null && !composing) {
    timer = window.setTimeout(() => void typed(form), TYPING_MS);
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
  // Those of a picture lead to other pages; their href is no string.
  if (answer === null || !(link instanceof HTMLAnchorElement) || !answer.contains(link) || !isPlainClick(event)) {
    return;
  }
  const here = new URL(window.location.href);
  const there = new URL(link.href);
  if (there.origin !== here.origin || there.pathname !== here.pathname || link.hasAttribute("download")) {
    return;
  }
  event.preventDefault();
  window.clearTimeout(timer);
  const focus = placeOf(link, answer) ?? "status";
  void change({ url: link.href, history: "push", typing: false, focus }).then((done) => {
    if (done) {
      showQuestion();
    } else {
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

function onBack(): void {
  if (addressHere() === shown) {
    return;
  }
  window.clearTimeout(timer);
  showQuestion();
  const url = window.location.href;
  void change({ url, history: "none", typing: false, focus: "stay" }).then((done) => {
    if (!done) {
      window.location.reload();
    }
  });
}

function start(): void {
  if (answerOf(document) === null) {
    return;
  }
  const form = formOf(document);
  form?.addEventListener("input", onInput);
  form?.addEventListener("compositionend", onInput);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(form);
  });
  document.addEventListener("click", onClick);
  window.addEventListener("popstate", onBack);
}

useTypeface();
start();
