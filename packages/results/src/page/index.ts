export type { PageExecution, PageInput, PageMedia, PageMediaKind } from './page-input.ts';
export { renderPage } from './render-page.ts';
