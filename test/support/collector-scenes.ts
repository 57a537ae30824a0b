import type { Collector } from '../../lib/collectors/collector.ts';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import type { SandboxAnswer, SandboxRequest } from '../../lib/sandbox/answer.ts';

/** Path of a collector's first request, and valid objects for its answer. */
export interface Scene {
  collector: Collector;
  path: string;
  objects: readonly [object, object];
}

const NOW = '2026-11-23T06:00:00Z';
const SCENES: Record<string, Omit<Scene, 'collector'>> = {
  'secure-score': {
    path: '/v1.0/security/secureScores',
    objects: [
      { createdDateTime: NOW, currentScore: 40, maxScore: 100 },
      { createdDateTime: '2026-11-22T06:00:00Z', currentScore: 30, maxScore: 100 },
    ],
  },
  'security-alerts': {
    path: '/v1.0/security/alerts_v2',
    objects: [
      { id: 'a1', title: 'One', severity: 'high', status: 'new', createdDateTime: NOW },
      { id: 'a2', title: 'Two', severity: 'low', status: 'inProgress', createdDateTime: NOW },
    ],
  },
  'risky-users': {
    path: '/v1.0/identityProtection/riskyUsers',
    objects: [
      { id: 'u1', riskLevel: 'high', riskState: 'atRisk', riskLastUpdatedDateTime: NOW },
      { id: 'u2', riskLevel: 'medium', riskState: 'confirmedCompromised', riskLastUpdatedDateTime: NOW },
    ],
  },
  'conditional-access': {
    path: '/v1.0/identity/conditionalAccess/policies',
    objects: [
      { id: 'p1', displayName: 'One', state: 'enabled', createdDateTime: NOW },
      { id: 'p2', displayName: 'Two', state: 'disabled', createdDateTime: NOW },
    ],
  },
};

/** One scene for each collector of the registry: a new collector needs a new scene. */
export const scenes: readonly Scene[] = COLLECTORS.map((collector) => {
  const scene = SCENES[collector.id];
  if (!scene) throw new Error(`Write a scene for the collector ${collector.id}`);
  return { collector, ...scene };
});

/** Answers requests for one path with the answers in turn, and repeats the last one. */
export function inTurn(path: string, ...answers: readonly (SandboxAnswer | 'hang' | undefined)[]) {
  return ({ url }: SandboxRequest, nth: number) =>
    url.pathname === path ? answers[Math.min(nth, answers.length) - 1] : undefined;
}

export function page(value: readonly unknown[], more: object = {}): SandboxAnswer {
  return { status: 200, body: { ...more, value } };
}
