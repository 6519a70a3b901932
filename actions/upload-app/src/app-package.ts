import { extname } from 'node:path';
import { openPromise } from 'yauzl';

/** What is known of a zip-based package after a look at its directory. */
export interface PackageFacts {
  /** A sentence when the file is not what its extension says. */
  problem?: string;
  holdsSimulatorApp: boolean;
}

interface Rule {
  what: string;
  needs: RegExp;
  inside: string;
}

const rules: Record<string, Rule> = {
  '.apk': { what: 'an Android app', needs: /^AndroidManifest\.xml$/, inside: 'AndroidManifest.xml' },
  '.aab': {
    what: 'an Android app bundle',
    needs: /^base\/manifest\/AndroidManifest\.xml$/,
    inside: 'base/manifest/AndroidManifest.xml',
  },
  '.ipa': {
    what: 'an iOS app',
    needs: /^Payload\/[^/]+\.app\/Info\.plist$/,
    inside: 'Payload/<name>.app/Info.plist',
  },
};

const simulatorApp = /(^|\/)[^/]+\.app\/Info\.plist$/;

/** Checks that an .apk, .aab or .ipa is a zip with the right file inside; looks into a .zip for a simulator app. */
export async function inspectPackage(path: string): Promise<PackageFacts> {
  const extension = extname(path).toLowerCase();
  const rule = rules[extension];
  if (!rule && extension !== '.zip') return { holdsSimulatorApp: false };
  const names = await entryNames(path);
  if (names === undefined) {
    return {
      problem: `is not a zip file, as ${rule?.what ?? 'a .zip'} has to be; was the build cut off?`,
      holdsSimulatorApp: false,
    };
  }
  if (rule && !names.some((name) => rule.needs.test(name))) {
    return {
      problem: `is a zip, but not ${rule.what}: ${rule.inside} is not in it.`,
      holdsSimulatorApp: false,
    };
  }
  return { holdsSimulatorApp: names.some((name) => simulatorApp.test(name)) };
}

/** Names in the zip's central directory, undefined when it is not a readable zip. */
async function entryNames(path: string): Promise<string[] | undefined> {
  try {
    const zip = await openPromise(path);
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    return names;
  } catch (error) {
    // An error of the system is no finding about the content.
    if (error instanceof Error && 'syscall' in error) throw error;
    return undefined;
  }
}
