import type { ExecutionData, ExecutionSummary, OverviewData } from '../../model/page-data.ts';
import type { ExecutionFilter, Route } from '../../model/route.ts';
import type { Go } from '../view.ts';

/** What the view of one execution is made of. */
export interface ExecutionViewInput {
  overview: OverviewData;
  summary: ExecutionSummary;
  data: ExecutionData;
  route: Route & { view: 'execution' };
  /** Where the overview was left. */
  filter: ExecutionFilter;
  go: Go;
}
