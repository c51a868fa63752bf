import { handOver } from './handover.mjs';

await handOver('bin/supervisor/main.ts', []);
