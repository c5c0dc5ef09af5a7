// When the pages' typeface is used. No page waits for it, and no text moves under a reader's eyes: who
// comes from another page of ours has it already and sees it from the start; on a first visit a wide
// screen takes it when the page has been painted, and a telephone fetches it for the next page.

const used = "all"; // the sheet's medium, which is paper until then

// Telephones; their sheet has one weight.
const narrow = "(max-width: 39.99rem)";

function whenPainted(then: () => void): void {
  if (!PerformanceObserver.supportedEntryTypes.includes("paint")) {
    then();
    return;
  }
  new PerformanceObserver((entries, observer) => {
    if (entries.getEntriesByName("first-contentful-paint").length > 0) {
      observer.disconnect();
      then();
    }
  }).observe({ type: "paint", buffered: true });
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

// What the browser's cache has, the next page need not wait for. These faces are in no document. Those
// for wide screens stand in a rule of their own; rare characters can wait until they are met.
async function fetchForLater(sheet: HTMLLinkElement): Promise<void> {
  for (const rule of sheet.sheet?.cssRules ?? []) {
    const from = rule instanceof CSSFontFaceRule ? rule.style.getPropertyValue("src") : "";
    const [, file] = /url\("(fonts\/\d[^"]*)"\)/.exec(from) ?? [];
    if (file !== undefined) {
      await new FontFace("for later", `url("${new URL(file, sheet.href).href}")`).load();
    }
  }
}

function whenLoaded(then: () => void): void {
  if (document.readyState === "complete") {
    then();
  } else {
    window.addEventListener("load", then, { once: true });
  }
}

export function useTypeface(): void {
  const sheet = document.querySelector<HTMLLinkElement>("link[data-typeface]");
  if (sheet === null) {
    return;
  }
  const use = (): void => {
    sheet.media = used;
  };
  if (document.referrer.startsWith(`${window.location.origin}/`)) {
    use();
  } else if (!window.matchMedia(narrow).matches) {
    whenPainted(use);
  } else if (!savesData()) {
    whenPainted(() => whenLoaded(() => void fetchForLater(sheet).catch(() => undefined)));
  }
}
