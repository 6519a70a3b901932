import type { SecretMasker } from './secret-masker.ts';
import { WorkflowCommandReader, type Annotation } from './workflow-commands.ts';

/** GitHub keeps this many annotations of each level and step and drops the rest. */
export const annotationLimit = 10;

/**
 * Everything one stage says: masked log lines, annotations, and what its workflow commands asked for.
 * GitHub's log marks (`##[error]`, `##[group]`) are kept. Nothing leaves this object unmasked but
 * outputs and state, which are values and not log.
 */
export class StageLog {
  readonly annotations: Annotation[] = [];
  readonly outputs: Record<string, string> = {};
  readonly state: Record<string, string> = {};
  annotationsDropped = 0;
  /** A refused command, such as set-env, fails the step. */
  refused = false;
  private readonly lines: string[] = [];
  private readonly commands = new WorkflowCommandReader();
  private readonly masker: SecretMasker;
  private readonly sink: (line: string) => void;
  private readonly debug: boolean;

  constructor(masker: SecretMasker, sink: (line: string) => void, debug: boolean) {
    this.masker = masker;
    this.sink = sink;
    this.debug = debug;
  }

  get text(): string {
    return this.lines.join('\n');
  }

  /** Takes a line that the step printed. */
  fromStep(line: string): void {
    const effect = this.commands.read(line);
    switch (effect.kind) {
      case 'text':
        this.write(effect.text);
        break;
      case 'annotation':
        this.annotate(effect.annotation);
        break;
      case 'debug':
        if (this.debug) this.write(`##[debug]${effect.text}`);
        break;
      case 'group':
        this.write(`##[group]${effect.text}`);
        break;
      case 'mask':
        if (!this.masker.add(effect.text)) this.warn('add-mask was given nothing; nothing is masked.');
        break;
      case 'output':
        this.outputs[effect.name] = effect.value;
        this.warn('The command set-output is deprecated. Write to $GITHUB_OUTPUT.');
        break;
      case 'state':
        this.state[effect.name] = effect.value;
        this.warn('The command save-state is deprecated. Write to $GITHUB_STATE.');
        break;
      case 'refused':
        this.refused = true;
        this.error(effect.reason);
        break;
      case 'endgroup':
        this.write('##[endgroup]');
        break;
      case 'nothing':
        break;
    }
  }

  /** Takes a line of the runner itself. */
  write(text: string): void {
    for (const line of this.masker.mask(text).split(/\r\n|\r|\n/)) {
      this.lines.push(line);
      this.sink(line);
    }
  }

  warn(message: string): void {
    this.annotate({ level: 'warning', message });
  }

  error(message: string): void {
    this.annotate({ level: 'error', message });
  }

  private annotate(annotation: Annotation): void {
    this.write(`##[${annotation.level}]${annotation.message}`);
    if (this.annotations.filter(({ level }) => level === annotation.level).length >= annotationLimit) {
      this.annotationsDropped += 1;
      return;
    }
    this.annotations.push({
      ...annotation,
      message: this.masker.mask(annotation.message),
      ...(annotation.title !== undefined && { title: this.masker.mask(annotation.title) }),
    });
  }
}
