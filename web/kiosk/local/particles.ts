/** Words that say how others hang together, and what parts them. */
import particles from './particles.json';
import { isMark } from './folding';

const all = new Set(particles);
const words = new Intl.Segmenter('ja', { granularity: 'word' });

export interface Segment {
  readonly text: string;
  /** A particle or the like, or nothing but marks. */
  readonly isEmpty: boolean;
}

export function segmentsOf(text: string): readonly Segment[] {
  return [...words.segment(text)].map(({ segment }) => ({
    text: segment,
    isEmpty: all.has(segment) || [...segment].every(isMark),
  }));
}
