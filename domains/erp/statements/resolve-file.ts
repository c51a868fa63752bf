import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { StreamAppend } from '#db/event-store/append.ts';
import { bankAccounts } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { defineCommand } from '../../command.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import { decideDismiss, decideResolve } from './decide.ts';
import { loadFile, streamOf } from './load-file.ts';
import { type TableChoice, tableChoiceSchema } from './table-mappings/choice.ts';
import { decideRemember } from './table-mappings/decide.ts';
import { headerHash, mappingId } from './table-mappings/header.ts';
import { lastingChoice } from './table-mappings/lasting-choice.ts';
import { loadMapping } from './table-mappings/load-mapping.ts';

/** Says what was unclear about a file, or simply has it read again. */
export const resolveFile = defineCommand({
  type: 'resolveFile',
  input: z.object({
    statementFileId: z.uuid(),
    /** How a person has a table read; null to read the file as it was said before. */
    mapping: tableChoiceSchema.nullable().default(null),
    /** Whether the person saw how it is read, and has it imported so. */
    accepted: z.boolean().default(false),
    /** Has tables with this header read so from now on: those of the account, or those that name theirs themselves. */
    remember: z
      .object({ header: z.array(z.string().max(200)).min(1).max(512), bankAccountId: z.uuid().nullable() })
      .nullable()
      .default(null),
  }),
  describe: ({ accepted }) => (accepted ? 'Import a file as it was shown' : 'Read a waiting file again'),
  async handle({ scope, tx, input }) {
    const { statementFileId, mapping, accepted, remember } = input;
    const state = await loadFile(tx, statementFileId);
    const resolved = decideResolve(state, mapping, accepted);
    return {
      result: undefined,
      streams: [
        { stream: streamOf(statementFileId), expectedVersion: state.version, events: resolved },
        ...(remember ? await remembering(tx, remember, mapping ?? {}) : []),
      ],
      jobs: [{ queue: 'parse-statement-file' as const, tenantId: scope.tenantId, statementFileId }],
    };
  },
});

type Remembered = { readonly header: readonly string[]; readonly bankAccountId: Id | null };

/** What has the mapping remembered, in its own stream; nothing when it is remembered already. */
async function remembering(
  tx: TenantTx,
  { header, bankAccountId }: Remembered,
  choice: TableChoice,
): Promise<StreamAppend[]> {
  if (bankAccountId) await requireAccount(tx, bankAccountId);
  const hash = headerHash(header);
  const id = mappingId(tx.scope.tenantId, bankAccountId, hash);
  const { stream, version, state } = await loadMapping(tx, id);
  const mapping = lastingChoice(choice, header);
  const data = { header: [...header], headerHash: hash, bankAccountId, mapping };
  const events = decideRemember(state, data);
  return events.length > 0 ? [{ stream, expectedVersion: version, events }] : [];
}

/** Throws a NexusError `notFound` unless the scope may see the account. */
async function requireAccount(tx: TenantTx, id: Id): Promise<void> {
  const [account] = await tx
    .select({ id: bankAccounts.id })
    .from(bankAccounts)
    .where(
      and(
        eq(bankAccounts.tenantId, tx.scope.tenantId),
        eq(bankAccounts.id, id),
        inView(bankAccounts.entityId, tx.scope.entities),
      ),
    );
  if (!account) throw new NexusError('notFound', 'There is no such account.');
}

/** Puts a waiting file aside; its bytes stay. */
export const dismissFile = defineCommand({
  type: 'dismissFile',
  input: z.object({
    statementFileId: z.uuid(),
    reason: z.string().trim().min(1, 'Say why the file is not needed.').max(500),
  }),
  describe: (input) => `Put a file aside: ${input.reason}`,
  async handle({ tx, input }) {
    const state = await loadFile(tx, input.statementFileId);
    return {
      result: undefined,
      streams: [
        {
          stream: streamOf(input.statementFileId),
          expectedVersion: state.version,
          events: decideDismiss(state, input.reason),
        },
      ],
    };
  },
});
