/** A style sheet as text, made small by the build. */
declare module '*.css' {
  const text: string;
  export default text;
}

/** The kiosk's texts of each language, made by the build from texts/. */
declare module 'kiosk-texts' {
  const texts: Readonly<Record<'ja' | 'easy' | 'en', Readonly<Record<string, string>>>>;
  export default texts;
}

/** The drawings that icons.json names: elements of an SVG of 24 by 24, made by the build. */
declare module 'kiosk-icons' {
  const drawings: Readonly<Record<string, readonly (readonly [string, Readonly<Record<string, string>>])[]>>;
  export default drawings;
}

/** Syllables of romaji with their kana, the likeliest first, made by the build from dict/romaji.tsv. */
declare module 'kiosk-romaji' {
  const syllables: readonly (readonly [string, string])[];
  export default syllables;
}
