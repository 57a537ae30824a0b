import { describe, expect, test } from '@jest/globals';
import { secureScore } from '../../lib/collectors/secure-score/collector.ts';
import type { Observation } from '../../lib/domain/observation.ts';
import type { SyncEntry } from '../../lib/log/entry.ts';
import { PACK_FILE } from '../../lib/pack/pack-files.ts';
import { replayCheck } from '../../lib/verify/check-replay.ts';
import { CheckedFiles } from '../../lib/verify/checked-files.ts';
import { Findings } from '../../lib/verify/finding.ts';
import { sealedEvidenceIn } from '../../lib/verify/sealed-evidence.ts';
import { SampleFiles } from '../support/sample-pack.ts';
import { recorded } from './replayed-evidence.ts';

describe('verification with --replay', () => {
  const place = { index: 0, run: '2026-11-23T12:00:00.000Z_x' };

  /** Checks the Secure Score of a pack. */
  async function check(alter: (observation: Observation) => void) {
    const { observation, vault } = await recorded(secureScore);
    alter(observation);
    const files = new SampleFiles();
    const answers = [...vault.values()].map((body, index) => {
      const answer = PACK_FILE.answer(0, 'secure-score', index + 1);
      files.set(answer, body);
      return answer;
    });
    const found = new Findings();
    const evidence = sealedEvidenceIn(Buffer.from(JSON.stringify(observation)));
    if (!evidence) throw new Error('no evidence');
    await replayCheck(await CheckedFiles.of(files, found), found)(
      place as SyncEntry,
      'secure-score',
      evidence,
      answers,
    );
    return found;
  }
  const about = { ...place, file: 'syncs/000000000000/secure-score.json' };

  test('finds nothing if the facts are the same', async () => {
    const { findings, notes } = await check(() => {});
    expect([findings, notes]).toEqual([[], []]);
  });

  test('finds that the answers give other facts', async () => {
    const { findings, notes } = await check(({ facts }) => {
      facts.maxScore = 1;
    });
    const message =
      'The kept answers do not give secure-score of 2026-11-23T12:00:00.000Z_x: they give other facts: maxScore';
    expect(findings).toEqual([{ kind: 'differs-on-replay', ...about, message }]);
    expect(notes).toEqual([]);
  });

  test('notes what this version cannot replay', async () => {
    const { findings, notes } = await check(({ provenance }) => {
      provenance.collectorVersion = '0';
    });
    expect(findings).toEqual([]);
    expect(notes).toEqual([
      { kind: 'not-replayed', ...about, message: expect.stringContaining('version 0 of the collector') },
    ]);
  });
});
