export { workspaceRoot } from './workspace.ts';
