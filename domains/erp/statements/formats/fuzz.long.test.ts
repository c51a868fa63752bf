import { test } from 'vitest';
import { fuzzNoise, fuzzSamples } from './testing/fuzz.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

test(`damaged files are read or refused, seed ${SEED}`, { timeout: 600_000 }, () =>
  fuzzSamples(SEED, 50_000),
);

test(`noise is refused, seed ${SEED}`, { timeout: 600_000 }, () => fuzzNoise(SEED, 10_000));
