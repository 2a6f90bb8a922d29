/**
 * Property-based tests try other things each time. A run that decides about a change sets `PLUGBOARD_SEED`, so that it
 * fails for what the change does, and not for what it happened to come upon.
 */
import fc from 'fast-check';

const seed = process.env['PLUGBOARD_SEED'];
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
