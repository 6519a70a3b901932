import { conform } from './conform.ts';
import { examples } from './examples/reporting.ts';

conform('reporting', examples);
