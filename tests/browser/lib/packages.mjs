// The npm packages of web/, which stand in no folder above this one.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const packages = createRequire(new URL('../../../web/package.json', import.meta.url));

export const { chromium } = packages('playwright-core');
export const axeSource = readFileSync(packages.resolve('axe-core/axe.min.js'), 'utf8');
