import drawings from 'kiosk-icons';
import named from './icons.json';
import { svg } from './dom';
import type { Facet } from './types';

const byValue: Readonly<Record<string, string>> = named.values;
const byFacet: Readonly<Record<string, string>> = named.facets;

/** A picture that only decorates; its button has words. */
export function icon(name: string): SVGElement {
  const parts = drawings[name] ?? drawings[named.other] ?? [];
  return svg(
    'svg',
    { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' },
    ...parts.map(([tag, attributes]) => svg(tag, attributes)),
  );
}

/** A facet that no icon is known for has one of those that go in turn. */
export function facetIcon(facets: readonly Facet[], facet: string): SVGElement {
  const place = facets.findIndex(({ name }) => name === facet);
  return icon(byFacet[facet] ?? named.inTurn[place % named.inTurn.length] ?? named.other);
}

/** A value that no icon is known for has its facet's. */
export function valueIcon(facets: readonly Facet[], facet: string, value: string): SVGElement {
  const known = byValue[value];
  return known === undefined ? facetIcon(facets, facet) : icon(known);
}
