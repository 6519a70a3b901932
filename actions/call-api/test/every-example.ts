import { operations } from '@perfecto-actions/catalog/facts';
import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import type { ExampleCall, Examples } from '../../../packages/lab/test/conformance/example-call.ts';
import { examples as devices } from '../../../packages/lab/test/conformance/examples/device.ts';
import { examples as hosts } from '../../../packages/lab/test/conformance/examples/host.ts';
import { examples as reports } from '../../../packages/lab/test/conformance/examples/report.ts';
import { examples as repositories } from '../../../packages/lab/test/conformance/examples/repository.ts';
import { examples as reservations } from '../../../packages/lab/test/conformance/examples/reservation.ts';
import { examples as schedules } from '../../../packages/lab/test/conformance/examples/scheduler.ts';
import { examples as scripts } from '../../../packages/lab/test/conformance/examples/script.ts';

const examples: Examples = {
  ...devices,
  ...hosts,
  ...reports,
  ...repositories,
  ...reservations,
  ...schedules,
  ...scripts,
};

/** Each operation with the call that the lab's conformance tests make of it. */
export const everyExample: [string, OperationFacts, ExampleCall][] = operations.flatMap((operation) => {
  const call = examples[operation.id]?.calls[0];
  return call ? [[operation.id, operation, call]] : [];
});
