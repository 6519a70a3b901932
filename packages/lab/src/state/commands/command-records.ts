import type { RecordedAttachment, RecordedNode } from '../../report/recorded-execution.ts';
import type { Collection, Store } from '../store/store.ts';

/** One command as it was carried out. */
export interface CommandRecord {
  /** `<executionId>|<number>` */
  id: string;
  executionId: string;
  /** Place among the commands of the execution, from 1. */
  number: number;
  node: RecordedNode;
}

/** What the command executions did: one record for each command, so that a long session is not rewritten at each. */
export class CommandRecords {
  readonly #all: Collection<CommandRecord>;
  readonly #byExecution = new Map<string, string[]>();

  constructor(store: Store) {
    this.#all = store.collection<CommandRecord>('commandRecords');
    for (const { id, executionId } of this.#all.values()) this.#idsOf(executionId).push(id);
  }

  /** The commands of an execution in running order. */
  of(executionId: string): CommandRecord[] {
    return (this.#byExecution.get(executionId) ?? []).flatMap((id) => this.#all.get(id) ?? []);
  }

  /** Number that the next command of an execution will have. */
  nextNumber(executionId: string): number {
    return (this.#byExecution.get(executionId)?.length ?? 0) + 1;
  }

  add(executionId: string, node: RecordedNode): CommandRecord {
    const number = this.nextNumber(executionId);
    const id = `${executionId}|${number}`;
    this.#idsOf(executionId).push(id);
    return this.#all.put(id, { id, executionId, number, node });
  }

  /** Adds a file to a command that began it. */
  attach(executionId: string, number: number, attachment: RecordedAttachment): void {
    const record = this.#all.get(`${executionId}|${number}`);
    if (!record) return;
    const node = { ...record.node, attachments: [...record.node.attachments, attachment] };
    this.#all.patch(record.id, { node });
  }

  /** Forgets all commands of an execution. */
  remove(executionId: string): void {
    for (const id of this.#byExecution.get(executionId) ?? []) this.#all.remove(id);
    this.#byExecution.delete(executionId);
  }

  #idsOf(executionId: string): string[] {
    let ids = this.#byExecution.get(executionId);
    if (!ids) this.#byExecution.set(executionId, (ids = []));
    return ids;
  }
}
