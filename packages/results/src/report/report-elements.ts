import type { ReportBuilder } from './report-builder.ts';

/** Attributes of a start tag. */
export type Attributes = Record<string, string>;

/** What an element of the report does to the model: when it opens, and with its text when it closes. */
export interface ElementRule {
  open?: (builder: ReportBuilder, attributes: Attributes) => void;
  text?: (builder: ReportBuilder, text: string, attributes: Attributes) => void;
  /** True when only what the text means is kept, a number or a truth value. */
  isRead?: true;
  /** True when the element adds an entry to the model, so it counts against the limit of nodes. */
  counts?: true;
}

const named: ElementRule['text'] = (builder, text, attributes) => {
  if (builder.pair.name !== '') return;
  builder.pair.name = text;
  if (attributes['displayName'] !== undefined) builder.pair.displayName = attributes['displayName'];
};

const valued: ElementRule['text'] = (builder, text) => {
  builder.pair.value = text;
};

/** Paths that mean something only in the execution itself; a called script repeats them (inferred). */
export const executionOnly: ReadonlySet<string> = new Set(['info/id', 'input', 'output/timers']);

/**
 * The elements that are read, by their path inside the nearest execution, step, action or script. Paths come from the
 * XPaths of public clients (from client code); no schema was found, so anything else is ignored. Where an element
 * occurs twice the first counts, since clients search that way.
 */
export const elementRules: ReadonlyMap<string, ElementRule> = new Map<string, ElementRule>([
  [
    'info/name',
    {
      text: ({ scope }, text, attributes) => {
        scope.name ??= text;
        if (attributes['displayName'] !== undefined) scope.displayName ??= attributes['displayName'];
      },
    },
  ],
  [
    'info/id',
    {
      text: (builder, text) => {
        if (text !== '') builder.executionId ??= text;
      },
    },
  ],
  [
    'info/times/flowTimes/start/millis',
    {
      isRead: true,
      text: ({ scope }, text) => {
        const startedAtMs = wholeNumber(text);
        if (startedAtMs !== undefined) scope.startedAtMs ??= startedAtMs;
      },
    },
  ],
  [
    'info/times/flowTimes/end/millis',
    {
      isRead: true,
      text: ({ scope }, text) => {
        const endedAtMs = wholeNumber(text);
        if (endedAtMs !== undefined) scope.endedAtMs ??= endedAtMs;
      },
    },
  ],
  [
    'info/dataItems/dataItem',
    {
      counts: true,
      open: (builder, { type, label, format }) => {
        builder.openItem({
          ...(type !== undefined && { type }),
          ...(label !== undefined && { label }),
          ...(format !== undefined && { format }),
        });
      },
    },
  ],
  [
    'info/dataItems/dataItem/key',
    {
      text: (builder, text, { owner }) => {
        if (builder.scope.kind !== 'execution' || builder.item.label !== 'report') return;
        builder.reportKey ??= text;
        builder.owner ??= owner;
      },
    },
  ],
  ['info/dataItems/dataItem/attachment', { text: ({ item }, text) => (item.attachment = text) }],
  ['info/dataItems/dataItem/file', { text: ({ item }, text) => (item.file = text) }],
  ['info/dataItems/dataItem/value', { text: ({ item }, text) => (item.value = text) }],
  [
    'output/status/success',
    {
      isRead: true,
      text: ({ scope }, text) => {
        const word = text.toLowerCase();
        if (word === 'true' || word === 'false') scope.status.success ??= word === 'true';
      },
    },
  ],
  ['output/status/code', { text: ({ scope }, text) => (scope.status.code ??= text) }],
  ['output/status/description', { text: ({ scope }, text) => (scope.status.description ??= text) }],
  [
    'output/status/failedActions',
    {
      isRead: true,
      text: ({ scope }, text) => {
        const failedActions = wholeNumber(text);
        if (failedActions !== undefined) scope.status.failedActions ??= failedActions;
      },
    },
  ],
  [
    'output/timers/timer',
    {
      counts: true,
      open: (builder, { id }) => {
        builder.openTimer(id ?? '');
      },
    },
  ],
  [
    'output/timers/timer/time',
    {
      isRead: true,
      counts: true,
      text: (builder, text, { label }) => {
        const seconds = text === '' ? Number.NaN : Number(text);
        if (label !== undefined && Number.isFinite(seconds)) builder.addTime(label, seconds);
      },
    },
  ],
  [
    'parameters/parameter',
    {
      counts: true,
      open: (builder) => {
        builder.openParameter();
      },
    },
  ],
  ['parameters/parameter/name', { text: named }],
  ['parameters/parameter/value', { text: valued }],
  [
    'input/variables/variable',
    {
      counts: true,
      open: (builder) => {
        builder.openVariable();
      },
    },
  ],
  ['input/variables/variable/name', { text: named }],
  ['input/variables/variable/value', { text: valued }],
  [
    'input/handsets/handset',
    {
      counts: true,
      open: (builder) => {
        builder.openDevice();
      },
    },
  ],
  [
    'input/handsets/handset/properties/property',
    {
      counts: true,
      open: (builder) => {
        builder.openProperty();
      },
    },
  ],
  ['input/handsets/handset/properties/property/name', { text: named }],
  ['input/handsets/handset/properties/property/value', { text: valued }],
  [
    'input/handsets/handset/recordings/recording/dataItems/dataItem',
    {
      counts: true,
      open: (builder, { label, format }) => {
        builder.openRecording({
          ...(format !== undefined && { format }),
          ...(label !== undefined && { label }),
          url: '',
        });
      },
    },
  ],
  [
    'input/handsets/handset/recordings/recording/dataItems/dataItem/file',
    { text: ({ recording }, text) => (recording.url = text) },
  ],
]);

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/u.test(text) ? Number(text) : undefined;
}
