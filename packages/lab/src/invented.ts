import { commandsDefaults } from './invented/commands.ts';
import type { CommandInventions } from './invented/commands.ts';
import { devicesDefaults } from './invented/devices.ts';
import type { DeviceInventions } from './invented/devices.ts';
import { executionsDefaults } from './invented/executions.ts';
import type { ExecutionInventions } from './invented/executions.ts';
import { groupsDefaults } from './invented/groups.ts';
import type { GroupInventions } from './invented/groups.ts';
import { reportingDefaults } from './invented/reporting.ts';
import type { ReportingInventions } from './invented/reporting.ts';
import { repositoryDefaults } from './invented/repository.ts';
import type { RepositoryInventions } from './invented/repository.ts';
import { reservationsDefaults } from './invented/reservations.ts';
import type { ReservationInventions } from './invented/reservations.ts';
import { schedulesDefaults } from './invented/schedules.ts';
import type { ScheduleInventions } from './invented/schedules.ts';
import { usersDefaults } from './invented/users.ts';
import type { UserInventions } from './invented/users.ts';
import { wireDefaults } from './invented/wire.ts';
import type { WireInventions } from './invented/wire.ts';

/**
 * Everything the lab states that no document and no client shows, by subject in `invented/`, so that a reader can tell
 * what to trust; changeable with `startLab({settings})`, so that a client can be tried against another guess.
 * Texts are patterns: `<name>` is replaced.
 */
export interface InventedSettings
  extends
    WireInventions,
    ExecutionInventions,
    RepositoryInventions,
    ReservationInventions,
    DeviceInventions,
    ReportingInventions,
    ScheduleInventions,
    UserInventions,
    GroupInventions,
    CommandInventions {}

/** The values a lab uses unless told otherwise. */
export const inventedDefaults: Readonly<InventedSettings> = {
  ...wireDefaults,
  ...executionsDefaults,
  ...repositoryDefaults,
  ...reservationsDefaults,
  ...reportingDefaults,
  ...devicesDefaults,
  ...schedulesDefaults,
  ...usersDefaults,
  ...groupsDefaults,
  ...commandsDefaults,
};

/** First halves of error texts that the catalogue does not give, by operation id. */
export const inventedPrefixes: Readonly<Record<string, string>> = {
  'cradle.list': 'Failed to list cradles',
  'cradle.info': 'Failed to get cradle info',
  'host.list': 'Failed to list device hosts',
  'host.info': 'Failed to get device host info',
  'repository.clean': 'Failed to clean repository',
};

/** Puts values into the `<name>` places of a text. */
export function fill(pattern: string, values: Readonly<Record<string, string | number>>): string {
  return pattern.replace(/<([a-zA-Z]+)>/g, (place, name: string) => String(values[name] ?? place));
}
