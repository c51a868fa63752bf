import { catalogueOf } from '#db/event-store/event.ts';
import { auditEvents } from './identity/audit/events.ts';
import { workspaceEvents } from './identity/workspace/events.ts';

/** Every event type that the log may hold. */
export const EVENTS = catalogueOf([...workspaceEvents, ...auditEvents]);
