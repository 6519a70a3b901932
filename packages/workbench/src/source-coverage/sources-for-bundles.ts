import { registerHooks } from 'node:module';

// Loaded by --import in the process of a step: where the runner starts a bundle, the sources it is made of run instead.
// Not for start-lab, which goes on to start a second file of its bundle.
registerHooks({
  resolve(specifier, context, next) {
    const bundle = /^(.*\/actions\/(?!start-lab\/)[\w-]+)\/dist\/index\.js$/.exec(specifier);
    return next(bundle === null ? specifier : `${bundle[1] ?? ''}/src/main.ts`, context);
  },
});
