import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const standIn = new URL('collected-tests.ts', import.meta.url).href;

/** From now on importing one of these paths gives the code of its mutants, and `@jest/globals` what collects tests. */
export function loadMutated(code: Readonly<Record<string, string>>): void {
  const sources = new Map(Object.entries(code).map(([path, source]) => [pathToFileURL(path).href, source]));
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@jest/globals'
        ? { url: standIn, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) => {
      const source = sources.get(url);
      if (source === undefined) return next(url, context);
      return {
        format: 'module-typescript',
        source: `${source}\n//# sourceURL=${fileURLToPath(url)}`,
        shortCircuit: true,
      };
    },
  });
}
