/** A name and its value. */
export interface NamedValue {
  name: string;
  value: string;
}

/** What a run says about itself: the CI job and project it belongs to, tags, fields of the team's own. */
export interface ReportContext {
  job?: { name: string; number?: number; branch?: string };
  project?: { name: string; version?: string };
  /** Name of the framework that drove the run. */
  automationFramework?: string;
  tags: string[];
  customFields: NamedValue[];
  /** The run-time parameters that say none of that. */
  parameters: NamedValue[];
}

/** Sorts the run-time parameters of an execution; names are read without regard to case. */
export function reportContextOf(variables: readonly NamedValue[], prefix: string): ReportContext {
  const own = new Map<string, string>();
  const customFields: NamedValue[] = [];
  const parameters: NamedValue[] = [];
  const start = prefix.toLowerCase();
  const customStart = `${start}customfield.`;
  for (const { name, value } of variables) {
    const lower = name.toLowerCase();
    if (lower.startsWith(customStart)) customFields.push({ name: name.slice(customStart.length), value });
    else if (lower.startsWith(start)) own.set(lower.slice(start.length), value);
    else parameters.push({ name, value });
  }
  const jobName = own.get('jobname');
  const projectName = own.get('projectname');
  const number = own.get('jobnumber') ?? '';
  return {
    ...(jobName === undefined
      ? {}
      : {
          job: {
            name: jobName,
            ...(/^\d{1,15}$/.test(number) ? { number: Number(number) } : {}),
            ...optional('branch', own.get('jobbranch')),
          },
        }),
    ...(projectName === undefined
      ? {}
      : { project: { name: projectName, ...optional('version', own.get('projectversion')) } }),
    ...optional('automationFramework', own.get('automationframework')),
    tags: tagsIn(own.get('tags')),
    customFields,
    parameters,
  };
}

/** The tags of a comma separated text. */
export function tagsIn(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

function optional<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}
