import { runStep } from '@perfecto-actions/action-kit';
import { readInputs } from './inputs.ts';
import { servesLab } from './lab-process.ts';
import { post } from './post.ts';
import { run } from './run.ts';
import { summarize } from './report.ts';

// The step starts this file once more as the process of the lab, which is then loaded and outlives the step.
if (servesLab(process.argv)) await (await import('./serve-lab.ts')).serveLab();
else await runStep({ readInputs, run, summarize, post });
