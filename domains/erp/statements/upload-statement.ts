import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { statementFiles } from '#db/schema/statements.ts';
import type { Id } from '#lib/ids.ts';
import { defineCommand, type Plan } from '../../command.ts';
import { decideAccount } from './decide.ts';
import { StatementUploaded } from './events.ts';
import { isOnItsWay } from './file-status.ts';
import { loadFile, statementFileId, streamOf } from './load-file.ts';
import { MAX_FILE_BYTES } from './upload-limits.ts';

/** `outcome` is `known` when the same bytes are here already: then the id is that of the first. */
export type UploadResult = { statementFileId: Id; outcome: 'uploaded' | 'known'; filename: string };

/** Takes in a file whose bytes are stored already, and lets the worker read it. */
export const uploadStatement = defineCommand({
  type: 'uploadStatement',
  input: z.object({
    filename: z.string().trim().min(1).max(255),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    sizeBytes: z.int().nonnegative().max(MAX_FILE_BYTES),
    storagePath: z.string().max(200),
    /** The account of what in the file names none. */
    account: z.string().trim().min(1).max(64).optional(),
    /** Whether the sender wants to see it before anything of it is imported. */
    preview: z.boolean().optional(),
  }),
  describe: (input) => `Upload ${input.filename}`,
  async handle({ scope, tx, input: { account, preview, ...file } }): Promise<Plan<UploadResult>> {
    const { tenantId } = scope;
    const id = statementFileId(tenantId, file.sha256);
    const [first] = await tx
      .select({ filename: statementFiles.filename, status: statementFiles.status })
      .from(statementFiles)
      .where(and(eq(statementFiles.tenantId, tenantId), eq(statementFiles.id, id)));
    const jobs = [{ queue: 'parse-statement-file' as const, tenantId, statementFileId: id }];
    if (first) {
      const result = { statementFileId: id, outcome: 'known' as const, filename: first.filename };
      const state = await loadFile(tx, id);
      const events = decideAccount(state, account);
      if (events.length > 0) {
        return { result, jobs, streams: [{ stream: streamOf(id), expectedVersion: state.version, events }] };
      }
      // Who sends a file again that is still on its way may have seen its job fail: it is asked for once more.
      return isOnItsWay(first.status) ? { result, jobs } : { result };
    }
    const data = { ...file, ...(account !== undefined && { account }), ...(preview && { preview }) };
    return {
      result: { statementFileId: id, outcome: 'uploaded', filename: file.filename },
      streams: [
        { stream: streamOf(id), expectedVersion: 0, events: [{ type: StatementUploaded.type, data }] },
      ],
      jobs,
    };
  },
});
