import { operations } from '@perfecto-actions/catalog/facts';
import type { OperationFacts } from '@perfecto-actions/catalog/facts';
import type { ExampleCall, Examples } from '../../../packages/lab/test/conformance/example-call.ts';
import { examples as accounts } from '../../../packages/lab/test/conformance/examples/account.ts';
import { examples as commands } from '../../../packages/lab/test/conformance/examples/command.ts';
import { examples as devices } from '../../../packages/lab/test/conformance/examples/device.ts';
import { examples as groups } from '../../../packages/lab/test/conformance/examples/group.ts';
import { examples as hosts } from '../../../packages/lab/test/conformance/examples/host.ts';
import { examples as reports } from '../../../packages/lab/test/conformance/examples/report.ts';
import { examples as reporting } from '../../../packages/lab/test/conformance/examples/reporting.ts';
import { examples as repositories } from '../../../packages/lab/test/conformance/examples/repository.ts';
import { examples as reservations } from '../../../packages/lab/test/conformance/examples/reservation.ts';
import { examples as schedules } from '../../../packages/lab/test/conformance/examples/scheduler.ts';
import { examples as scripts } from '../../../packages/lab/test/conformance/examples/script.ts';
import { examples as users } from '../../../packages/lab/test/conformance/examples/user.ts';
import { examples as usersV1 } from '../../../packages/lab/test/conformance/examples/user-v1.ts';

const examples: Examples = {
  ...accounts,
  ...commands,
  ...devices,
  ...groups,
  ...hosts,
  ...reports,
  ...reporting,
  ...repositories,
  ...reservations,
  ...schedules,
  ...scripts,
  ...users,
  ...usersV1,
};

/** Each operation with the call that the lab's conformance tests make of it. */
export const everyExample: [string, OperationFacts, ExampleCall][] = operations.flatMap((operation) => {
  const call = examples[operation.id]?.calls[0];
  return call ? [[operation.id, operation, call]] : [];
});
