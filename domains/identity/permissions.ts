import type { Role, Scope } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';

type Permission = readonly Role[];

const everybody = [
  'owner',
  'admin',
  'treasurer',
  'analyst',
  'auditor',
  'system',
] as const satisfies Permission;
const admins = ['owner', 'admin', 'system'] as const satisfies Permission;
const money = ['owner', 'treasurer', 'analyst', 'system'] as const satisfies Permission;
const machines = ['system'] as const satisfies Permission;
const uploaders = ['owner', 'admin', 'treasurer', 'analyst', 'system'] as const satisfies Permission;

/**
 * Who may run what. `owner` founded the workspace and is admin and treasurer in one (decision 0002). `admin` looks after people, integrations
 * and settings, and matches no money; `treasurer` does everything that moves or matches money; `analyst` uploads and matches; `auditor` reads
 * all and changes nothing. `system` is what no person does.
 */
export const COMMAND_PERMISSIONS = {
  createWorkspace: machines,
  changeWorkspace: admins,
  addEntity: admins,
  foundWorkspace: machines,
  acceptInvitation: machines,
  redeemRecovery: machines,
  signIn: machines,
  rejectSignIn: machines,
  authoriseStepUp: everybody,
  rejectStepUp: everybody,
  inviteUser: admins,
  revokeInvitation: admins,
  changeRole: admins,
  suspendUser: admins,
  reactivateUser: admins,
  recoverUser: machines,
  addPasskey: everybody,
  renamePasskey: everybody,
  removePasskey: everybody,
  revokeSession: everybody,
  recordExport: everybody,
  createIntegration: admins,
  rotateSigningSecret: admins,
  pauseIntegration: admins,
  resumeIntegration: admins,
  createApiKey: admins,
  revokeApiKey: admins,
  openBankAccount: ['owner', 'admin', 'treasurer', 'system'],
  changeBankAccount: ['owner', 'admin', 'treasurer', 'system'],
  addAccountAlias: ['owner', 'admin', 'treasurer', 'system'],
  removeAccountAlias: ['owner', 'admin', 'treasurer', 'system'],
  enterBalance: ['owner', 'treasurer', 'analyst', 'system'],
  enterExchangeRates: ['owner', 'treasurer', 'system'],
  ingestInvoices: machines,
  uploadStatement: uploaders,
  importStatements: machines,
  resolveFile: uploaders,
  dismissFile: uploaders,
  applyRereading: ['owner', 'treasurer', 'system'],
  forgetTableMapping: uploaders,
  recordMatches: machines,
  moveMatches: machines,
  matchRow: money,
  undoMatch: money,
  explainRow: money,
  explainRows: money,
} as const satisfies Record<string, Permission>;

/** Who may ask what. A page, an export and a search each name the query that they are. */
export const QUERY_PERMISSIONS = {
  viewOverview: everybody,
  viewDocuments: everybody,
  viewStatements: everybody,
  viewReconciliation: everybody,
  viewPartners: everybody,
  viewAudit: ['owner', 'admin', 'treasurer', 'auditor', 'system'],
  viewSettings: everybody,
  viewPeople: ['owner', 'admin', 'auditor', 'system'],
  viewIntegrations: ['owner', 'admin', 'auditor', 'system'],
  viewProfile: everybody,
  search: everybody,
} as const satisfies Record<string, Permission>;

export type CommandType = keyof typeof COMMAND_PERMISSIONS;
export type QueryName = keyof typeof QUERY_PERMISSIONS;

/** Whether a role may run the command or ask the query. */
export function may(role: Role, action: CommandType | QueryName): boolean {
  const permission: Permission = { ...COMMAND_PERMISSIONS, ...QUERY_PERMISSIONS }[action];
  return permission.includes(role);
}

/** Throws a NexusError `forbidden` unless the scope's role may do this. */
export function authorise(scope: Scope, action: CommandType | QueryName): void {
  if (may(scope.role, action)) return;
  throw new NexusError('forbidden', `Your role, ${scope.role}, does not permit this.`, {
    details: { action },
  });
}
