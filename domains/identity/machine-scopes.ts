import { mintScope, type Scope } from '#db/tenancy.ts';
import { type Id, newId } from '#lib/ids.ts';
import { systemUserId } from './workspace/create-workspace.ts';

/** The scope of whoever can type commands on the machine itself. */
export function operatorScope(tenantId: Id): Scope {
  return machineScope(tenantId, { kind: 'operator' });
}

/** The scope of a job of the worker. */
export function systemScope(tenantId: Id, job: string): Scope {
  return machineScope(tenantId, { kind: 'system', job });
}

function machineScope(tenantId: Id, actor: Scope['actor']): Scope {
  return mintScope({
    tenantId,
    actor,
    role: 'system',
    entities: 'all',
    userId: systemUserId(tenantId),
    sessionId: null,
    requestId: newId(),
    ip: null,
    userAgent: null,
    stepUpUntil: null,
  });
}
