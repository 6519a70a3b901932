// A process of its own that parses one file with fast-xml-parser and does nothing with it: see results.ts.
import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

const [path = ''] = process.argv.slice(2);
const parsed = new XMLParser({ ignoreAttributes: false }).parse(readFileSync(path)) as Record<
  string,
  unknown
>;
process.stdout.write(`${Object.keys(parsed).length} members\n`);
