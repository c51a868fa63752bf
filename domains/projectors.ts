import type { Projector } from '#db/event-store/projector.ts';
import { invoicesProjector } from './erp/invoices/project.ts';
import { partnersProjector } from './erp/partners/project.ts';
import { statementsProjector } from './erp/statements/project.ts';
import { auditProjector } from './identity/audit/project.ts';
import { workspaceProjector } from './identity/workspace/project.ts';
import { accountsProjector } from './treasury/accounts/project.ts';
import { marketsProjector } from './treasury/markets/project.ts';

/** Every projector, in the order in which they run: a row comes after the rows that it refers to. */
export const PROJECTORS: readonly Projector[] = [
  workspaceProjector,
  auditProjector,
  partnersProjector,
  invoicesProjector,
  marketsProjector,
  accountsProjector,
  statementsProjector,
];
