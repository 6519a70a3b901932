import type { Handlers } from '../server/call.ts';
import { commands, list } from './reporting-list.ts';

/** Smart Reporting: the export API, what its addresses lead to, and what the UI uses. */
export const handlers: Handlers = {
  'reporting.list': list,
  'reporting.commands': commands,
};
