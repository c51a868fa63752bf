'use server';

import { dropSession } from '#app/browser-session.ts';
import { redirect } from '#next/navigation';

/** Ends the session of who is signed in and goes to the sign-in page. */
export async function signOut(): Promise<void> {
  await dropSession();
  redirect('/sign-in');
}
