/** The pages of the workspace, in the order of the navigation. */
export type Place = {
  readonly href: string;
  readonly label: string;
  /** Which of the shell's counts stands beside it. */
  readonly count?: 'documents' | 'reconciliation';
  /** Whether it has a place in the bottom bar of a phone; the others are in the user menu there. */
  readonly onPhone: boolean;
  /** Not everybody may open it. */
  readonly needs?: keyof Allowed;
};

/** What the person's role lets them do, as far as the shell offers it. */
export type Allowed = { readonly audit: boolean; readonly upload: boolean };

const PLACES: readonly Place[] = [
  { href: '/', label: 'Overview', onPhone: true },
  { href: '/documents', label: 'Documents', count: 'documents', onPhone: true },
  { href: '/statements', label: 'Statements', onPhone: true },
  { href: '/reconciliation', label: 'Reconciliation', count: 'reconciliation', onPhone: true },
  { href: '/audit', label: 'Audit', onPhone: false, needs: 'audit' },
  { href: '/settings', label: 'Settings', onPhone: false },
];

/** Where a statement is uploaded; the page opens its file dialog there. */
export const UPLOAD_HREF = '/statements?upload=open';

/** The pages that this person may open. */
export function placesFor(allowed: Allowed): Place[] {
  return PLACES.filter((place) => !place.needs || allowed[place.needs]);
}

/** Whether `path` is the place or lies below it. */
export function isAt(place: Place, path: string): boolean {
  return place.href === '/' ? path === '/' : path === place.href || path.startsWith(`${place.href}/`);
}
