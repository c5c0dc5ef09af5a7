// The npm packages of web/, which stand in no folder above this one.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const packages = createRequire(new URL('../../../web/package.json', import.meta.url));

export const { chromium } = packages('playwright-core');
export const axeSource = readFileSync(packages.resolve('axe-core/axe.min.js'), 'utf8');

/** Lighthouse, and what starts a browser for it; slow to load. */
export async function lighthouse() {
  const at = packages.resolve('lighthouse');
  const launcher = createRequire(at).resolve('chrome-launcher');
  const [measure, start] = await Promise.all([import(pathToFileURL(at)), import(pathToFileURL(launcher))]);
  return { measure: measure.default, start: start.launch };
}
