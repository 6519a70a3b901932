import { runDemo } from '../demo/run-demo.ts';
import { readDemoOptions } from '../demo/demo-options.ts';
import { runNights } from '../demo/run-nights.ts';

const options = readDemoOptions(process.argv.slice(2));
process.exitCode = await (options.scenario === 'nightly' ? runNights(options) : runDemo(options));
