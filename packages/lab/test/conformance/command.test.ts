import { conform } from './conform.ts';
import { examples } from './examples/command.ts';

conform('command', examples);
