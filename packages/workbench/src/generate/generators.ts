import { generate as generateCatalog } from '@perfecto-actions/catalog/generate';
import { generatePage } from '@perfecto-actions/results/page/generate';
import { generatePages } from '../api-coverage/generate-pages.ts';
import { generateFaultMatrix } from '../chaos/faults/matrix-page.ts';
import { generateLabAssets } from './lab-assets.ts';
import { generateReadmeTables } from './readme-tables.ts';

/** Writes files of the checkout from their single source and names, relative to the root, those that were stale. */
export type Generator = (root: string, options: { check: boolean }) => Promise<string[]>;

/** Every generator of the workspace. A new one is added here and nowhere else. */
export const generators: readonly Generator[] = [
  generateCatalog,
  generateFaultMatrix,
  generateLabAssets,
  generatePage,
  generatePages,
  generateReadmeTables,
];
