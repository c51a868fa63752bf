import { test } from 'vitest';
import { fuzzNoise, fuzzSamples } from './fuzz.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

test(`damaged files are read or refused, seed ${SEED}`, () => fuzzSamples(SEED, 600));

test(`noise is refused, seed ${SEED}`, () => fuzzNoise(SEED, 150));
