export { bundleAction, BundleError, differingFiles } from './bundle.ts';
export type { BundledFile } from './bundle.ts';
export { actionFolders, workspaceRoot } from './workspace.ts';
