import { conform } from './conform.ts';
import { examples } from './examples/report.ts';

conform('report', examples);
