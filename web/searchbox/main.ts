import { isSupported, KyodoSearch } from './element.js';

if (isSupported() && customElements.get('kyodo-search') === undefined)
  customElements.define('kyodo-search', KyodoSearch);
