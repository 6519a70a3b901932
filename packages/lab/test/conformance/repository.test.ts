import { conform } from './conform.ts';
import { examples } from './examples/repository.ts';

conform('repository', examples);
