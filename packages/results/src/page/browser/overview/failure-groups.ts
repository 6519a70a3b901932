import type { FailureGroupData, OverviewData } from '../../model/page-data.ts';
import { routeAddress } from '../../model/route.ts';
import { element } from '../element.ts';
import { tag } from '../marks.ts';

const openBelow = 6;

/** Failures with the same reason, once each, with the executions that had it. Nothing when none were given. */
export function failureGroups({ groups, executions }: OverviewData): HTMLElement | undefined {
  if (groups.length === 0) return undefined;
  const names = new Map(
    executions.map(({ id, script, devices }) => [
      id,
      [script, ...devices.map(({ name }) => name)].join(' \u00b7 '),
    ]),
  );
  return element(
    'section',
    { class: 'groups', 'aria-labelledby': 'groups-heading' },
    element('h2', { id: 'groups-heading' }, 'What broke'),
    element('ol', {}, ...groups.map((group) => groupItem(group, names))),
  );
}

function groupItem(group: FailureGroupData, names: ReadonlyMap<string, string>): HTMLElement {
  const { message, fault, since, executionIds } = group;
  const links = executionIds.map((id) =>
    element('li', {}, element('a', { href: routeAddress({ view: 'execution', id }) }, names.get(id) ?? id)),
  );
  return element(
    'li',
    {},
    element(
      'details',
      { open: executionIds.length < openBelow },
      element(
        'summary',
        {},
        element('span', { class: 'count' }, `${executionIds.length}\u00d7`),
        element('span', { class: 'group-message' }, message),
        since === undefined ? undefined : tag(since, since),
        fault === undefined ? undefined : tag(fault),
      ),
      element('ul', { class: 'group-executions' }, ...links),
    ),
  );
}
