import type { Projector } from '#db/event-store/projector.ts';
import { invoicesProjector } from './erp/invoices/project.ts';
import { partnersProjector } from './erp/partners/project.ts';
import { auditProjector } from './identity/audit/project.ts';
import { workspaceProjector } from './identity/workspace/project.ts';

/** Every projector, in the order in which they run: a row comes after the rows that it refers to. */
export const PROJECTORS: readonly Projector[] = [
  workspaceProjector,
  auditProjector,
  partnersProjector,
  invoicesProjector,
];
