import { conform } from './conform.ts';
import { examples } from './examples/group.ts';

conform('group', examples);
