import { conform } from './conform.ts';
import { examples } from './examples/reservation.ts';

conform('reservation', examples);
