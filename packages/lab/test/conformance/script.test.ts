import { conform } from './conform.ts';
import { examples } from './examples/script.ts';

conform('script', examples);
