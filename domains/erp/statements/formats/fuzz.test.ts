import { test } from 'vitest';
import { fuzzNoise, fuzzSamples } from './testing/fuzz.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

test(`damaged files are read or refused, seed ${SEED}`, { timeout: 60_000 }, () => fuzzSamples(SEED, 400));

test(`noise is refused, seed ${SEED}`, { timeout: 60_000 }, () => fuzzNoise(SEED, 100));
