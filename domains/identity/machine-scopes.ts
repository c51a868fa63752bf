import { mintScope, type Scope } from '#db/tenancy.ts';
import { type Id, newId } from '#lib/ids.ts';
import type { RequestFacts } from './request-facts.ts';
import { systemUserId } from './workspace/create-workspace.ts';

/** The scope of whoever can type commands on the machine itself. */
export function operatorScope(tenantId: Id): Scope {
  return machineScope(tenantId, { kind: 'operator' });
}

/** The scope of a job of the worker. */
export function systemScope(tenantId: Id, job: string): Scope {
  return machineScope(tenantId, { kind: 'system', job });
}

/** The scope of a ceremony by which somebody proves who they are: the system acts, and the record names the person. */
export function ceremonyScope(tenantId: Id, userId: Id, facts: RequestFacts): Scope {
  return mintScope({ ...systemScope(tenantId, 'ceremony'), ...facts, userId });
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
