export type { PageExecution, PageFailureGroup, PageInput, PageMedia, PageMediaKind } from './page-input.ts';
export { renderPage } from './render-page.ts';
