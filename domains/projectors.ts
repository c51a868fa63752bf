import type { Projector } from '#db/event-store/projector.ts';
import { auditProjector } from './identity/audit/project.ts';
import { workspaceProjector } from './identity/workspace/project.ts';

/** Every projector, in the order in which they run: a row comes after the rows that it refers to. */
export const PROJECTORS: readonly Projector[] = [workspaceProjector, auditProjector];
