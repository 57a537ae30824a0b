import { factChangesOf, figuresOf, titleOf } from '../../lib/collectors/registry.ts';
import type { ChangeTerms } from '../../lib/domain/sync-changes.ts';

/** The collectors of this version, without thresholds. */
export const CHANGE_TERMS: ChangeTerms = { figuresOf, titleOf, factChangesOf, settings: { thresholds: {} } };
