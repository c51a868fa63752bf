import type { Projector } from '#db/event-store/projector.ts';
import { integrationsProjector } from './erp/integrations/project.ts';
import { invoicesProjector } from './erp/invoices/project.ts';
import { partnersProjector } from './erp/partners/project.ts';
import { statementsProjector } from './erp/statements/project.ts';
import { tableMappingsProjector } from './erp/statements/table-mappings/project.ts';
import { apiKeysProjector } from './identity/api-keys/project.ts';
import { auditProjector } from './identity/audit/project.ts';
import { invitationsProjector } from './identity/invitations/project.ts';
import { passkeysProjector } from './identity/passkeys/project.ts';
import { sessionsProjector } from './identity/sessions/project.ts';
import { usersProjector } from './identity/users/project.ts';
import { workspaceProjector } from './identity/workspace/project.ts';
import { accountsProjector } from './treasury/accounts/project.ts';
import { marketsProjector } from './treasury/markets/project.ts';
import { reconciliationProjector } from './treasury/reconciliation/project.ts';

/** Every projector, in the order in which they run: a row comes after the rows that it refers to. */
export const PROJECTORS: readonly Projector[] = [
  workspaceProjector,
  usersProjector,
  passkeysProjector,
  sessionsProjector,
  invitationsProjector,
  apiKeysProjector,
  integrationsProjector,
  partnersProjector,
  invoicesProjector,
  marketsProjector,
  accountsProjector,
  tableMappingsProjector,
  statementsProjector,
  reconciliationProjector,
  auditProjector,
];
