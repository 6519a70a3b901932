export { bundleAction, BundleError, differingFiles } from './bundles/bundle.ts';
export type { BundledFile } from './bundles/bundle.ts';
export { actionFolders, workspaceRoot } from './workspace.ts';
