import type { NextRequest } from 'next/server';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { noteAttempt } from '#app/attempts.ts';
import { endSession, requestFacts } from '#app/browser-session.ts';
import { cookieSecret, sessionCookie } from '#domains/identity/sessions/cookie.ts';
import { ABSOLUTE_LIMIT_S } from '#domains/identity/sessions/session-state.ts';
import { finishSignIn } from '#domains/identity/sessions/sign-in-ceremony.ts';
import { config } from '#lib/config.ts';
import { NexusError } from '#lib/errors.ts';
import { reportError } from '#lib/log.ts';

/** A passkey's assertion comes in as a credential; what the browser carries away names a session and nothing else. */
function options(): NextAuthOptions {
  return {
    secret: cookieSecret(),
    session: { strategy: 'jwt', maxAge: ABSOLUTE_LIMIT_S },
    cookies: { sessionToken: sessionCookie() },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        id: 'passkey',
        name: 'Passkey',
        credentials: { answer: { type: 'text' } },
        authorize: async (credentials) => ({ id: await sessionFor(credentials?.answer ?? '') }),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ session: user ? user.id : token.session }),
      // Nobody asks next-auth who is signed in: requireSession reads the session's row on each request.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.session === 'string') await endSession(token.session);
      },
    },
  };
}

/** The token of the session that the assertion begins. What is thrown here is shown to the person. */
async function sessionFor(answer: string): Promise<string> {
  try {
    const { token } = await noteAttempt('passkey', 'finish', (facts) => finishSignIn(read(answer), facts));
    return token;
  } catch (error) {
    if (error instanceof NexusError) throw error;
    reportError(error, { requestId: (await requestFacts()).requestId });
    throw new Error('Signing in does not work at the moment. Try again, or look into the server’s log.');
  }
}

/** What is no JSON reads as nothing, which is refused like any other wrong answer. */
function read(answer: string) {
  try {
    return JSON.parse(answer);
  } catch {
    return null;
  }
}

/** What the sign-in page asks for. next-auth would also show pages of its own, and write to the log what strangers tell it. */
const ASKED_FOR = new Set([
  'GET csrf',
  'GET providers',
  'GET session',
  'POST callback/passkey',
  'POST signout',
]);

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  if (!ASKED_FOR.has(`${request.method} ${nextauth.join('/')}`)) return new Response(null, { status: 404 });
  process.env.NEXTAUTH_URL = config().url;
  return NextAuth(request, context, options());
}

export { handle as GET, handle as POST };
