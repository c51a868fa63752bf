import { catalogueOf } from '#db/event-store/event.ts';
import { integrationEvents } from './erp/integrations/events.ts';
import { invoiceEvents } from './erp/invoices/events.ts';
import { partnerEvents } from './erp/partners/events.ts';
import { statementEvents } from './erp/statements/events.ts';
import { tableMappingEvents } from './erp/statements/table-mappings/events.ts';
import { apiKeyEvents } from './identity/api-keys/events.ts';
import { auditEvents } from './identity/audit/events.ts';
import { invitationEvents } from './identity/invitations/events.ts';
import { passkeyEvents } from './identity/passkeys/events.ts';
import { sessionEvents } from './identity/sessions/events.ts';
import { userEvents } from './identity/users/events.ts';
import { workspaceEvents } from './identity/workspace/events.ts';
import { accountEvents } from './treasury/accounts/events.ts';
import { marketEvents } from './treasury/markets/events.ts';
import { reconciliationEvents } from './treasury/reconciliation/events.ts';

/** Every event type that the log may hold. */
export const EVENTS = catalogueOf([
  ...statementEvents,
  ...tableMappingEvents,
  ...accountEvents,
  ...marketEvents,
  ...reconciliationEvents,
  ...partnerEvents,
  ...invoiceEvents,
  ...workspaceEvents,
  ...userEvents,
  ...passkeyEvents,
  ...sessionEvents,
  ...invitationEvents,
  ...apiKeyEvents,
  ...integrationEvents,
  ...auditEvents,
]);
