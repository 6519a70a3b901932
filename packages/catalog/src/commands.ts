import collected from './generated/commands.json' with { type: 'json' };

/** A command for a device, as clients were seen to send it with `command.execute`; no page lists the commands. */
export interface CommandFact {
  command: string;
  subcommand: string;
  /** Names of the parameters that were seen, without the prefix `param.`. */
  parameters: string[];
  notes?: string;
}

/** All commands that were seen, in the order of the catalogue. */
export const commands: readonly CommandFact[] = collected;
