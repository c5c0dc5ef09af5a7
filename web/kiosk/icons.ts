import drawings from 'kiosk-icons';
import named from './icons.json';
import { svg } from './dom';

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

export function facetIcon(facet: string): SVGElement {
  return icon(byFacet[facet] ?? named.other);
}

/** A value that no icon is known for has its facet's. */
export function valueIcon(facet: string, value: string): SVGElement {
  return icon(byValue[value] ?? byFacet[facet] ?? named.other);
}
