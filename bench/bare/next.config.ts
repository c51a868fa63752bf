import { fileURLToPath } from 'node:url';

/** The least that Next can be: the peer of the webhook benchmark. */
export default {
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['postgres'],
};
