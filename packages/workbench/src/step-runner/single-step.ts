import type { JobOptions } from './job-options.ts';
import { runJob, type StepResult } from './job.ts';
import type { JobStep } from './prepared-step.ts';
import { skippedStage } from './stage.ts';

/** A job of one step: options of the job and of the step in one object. `env` is the job's. */
export type StepOptions = Omit<JobOptions, 'steps'> & Omit<JobStep, 'uses'>;

/** Runs one action folder, main and post, as the only step of a job. Rejects as {@link runJob} does. */
export async function runStep(folder: string, options: StepOptions): Promise<StepResult> {
  const { id, name, with: inputs, if: condition, continueOnError, timeoutMs, ...job } = options;
  const { steps } = await runJob({
    ...job,
    steps: [
      {
        uses: folder,
        ...(id !== undefined && { id }),
        ...(name !== undefined && { name }),
        ...(inputs !== undefined && { with: inputs }),
        ...(condition !== undefined && { if: condition }),
        ...(continueOnError !== undefined && { continueOnError }),
        ...(timeoutMs !== undefined && { timeoutMs }),
      },
    ],
  });
  return steps[0] ?? skippedStage(id ?? folder, name ?? folder);
}
