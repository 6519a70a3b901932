import { conform } from './conform.ts';
import { examples } from './examples/scheduler.ts';

conform('scheduler', examples);
