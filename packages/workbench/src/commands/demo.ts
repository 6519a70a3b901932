import { runDemo } from '../demo/run-demo.ts';
import { readDemoOptions } from '../demo/demo-options.ts';

const options = readDemoOptions(process.argv.slice(2));
process.exitCode = await runDemo(options);
