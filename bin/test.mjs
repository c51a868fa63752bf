import { handOver } from './handover.mjs';

await handOver('bin/checks/main.ts', process.argv.slice(2));
