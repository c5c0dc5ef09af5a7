/** How alike two words are: Dice's coefficient of their pairs of characters, ends counted as characters. */

function pairs(word: string): Map<string, number> {
  const all = [...`^${word}$`];
  const made = new Map<string, number>();
  for (let i = 1; i < all.length; i++) {
    const pair = `${all[i - 1]}${all[i]}`;
    made.set(pair, (made.get(pair) ?? 0) + 1);
  }
  return made;
}

function size(all: ReadonlyMap<string, number>): number {
  return [...all.values()].reduce((sum, n) => sum + n, 0);
}

/** From 0 to 1, to one word again and again. */
export function likenessTo(word: string): (other: string) => number {
  const mine = pairs(word);
  const length = size(mine);
  return (other) => {
    const theirs = pairs(other);
    let shared = 0;
    for (const [pair, n] of mine) shared += Math.min(n, theirs.get(pair) ?? 0);
    return (2 * shared) / (length + size(theirs));
  };
}
