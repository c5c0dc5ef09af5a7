/** What the kiosk keeps in the browser, by the names of its caches. */
export const PAGE_CACHE = 'kyodo-kiosk-page';
export const COPY_CACHE = 'kyodo-kiosk-copy';
