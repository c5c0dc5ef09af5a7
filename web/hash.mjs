import { createHash } from 'node:crypto';

/** What tells one version of a file from another: in ETag and behind ?v=. */
export const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
