import { catalogueOf } from '#db/event-store/event.ts';
import { invoiceEvents } from './erp/invoices/events.ts';
import { partnerEvents } from './erp/partners/events.ts';
import { statementEvents } from './erp/statements/events.ts';
import { auditEvents } from './identity/audit/events.ts';
import { workspaceEvents } from './identity/workspace/events.ts';
import { accountEvents } from './treasury/accounts/events.ts';
import { marketEvents } from './treasury/markets/events.ts';

/** Every event type that the log may hold. */
export const EVENTS = catalogueOf([
  ...statementEvents,
  ...accountEvents,
  ...marketEvents,
  ...partnerEvents,
  ...invoiceEvents,
  ...workspaceEvents,
  ...auditEvents,
]);
