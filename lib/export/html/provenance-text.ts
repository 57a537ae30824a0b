import type { RecordedEvidence } from '../../domain/evidence.ts';
import { counted } from '../../domain/figure-text.ts';
import type { Answer, Provenance } from '../../domain/provenance.ts';
import { exactWithoutSharedDay } from './time-text.ts';

const ORIGIN = /^[a-z]+:\/\/[^/]*/;

/**
 * Returns how one evidence item was read, in lines: each answer of Graph, the totals that do not follow from these, and
 * the hashes of all answers and of the item itself, with the same names as in CSV and JSON.
 */
export function provenanceText({
  provenance,
  collectedAt,
  sha256,
}: Pick<RecordedEvidence, 'provenance' | 'collectedAt' | 'sha256'>): string {
  const { answers, endpoint } = provenance;
  const listed = answers.map((answer, index) => {
    const lines = answerLines(answer, endpoint, collectedAt).join('\n');
    return answers.length > 1 ? `${index + 1}. ${lines}` : lines;
  });
  return [...listed, ...totalLines(provenance), `SHA-256 of the evidence item: ${sha256}`].join('\n');
}

function answerLines(answer: Answer, endpoint: string, collectedAt: string): string[] {
  const { path, query, status, requestId, date, items, sha256 } = answer;
  const asked = query ? `${path}?${query}` : path;
  const when = date === null ? 'no Date' : exactWithoutSharedDay(date, collectedAt).replace('.000', '');
  return [
    ...(endpoint.replace(ORIGIN, '') === asked ? [] : [asked]),
    requestId ?? 'no request-id',
    `${when} · ${status} · ${counted(items, 'object')}`,
    sha256,
  ];
}

/** Returns the totals that do not follow from the listed answers, and the hash of all answers. */
function totalLines({
  answers,
  answersOmitted,
  pages,
  items,
  requests,
  sha256,
  redacted,
  withheld,
}: Provenance): string[] {
  const listed = answers.reduce((sum, answer) => sum + answer.items, 0);
  return [
    ...(answersOmitted > 0 ? [`${counted(answersOmitted, 'answer')} before the last only in the log`] : []),
    ...(pages !== answers.length ? [`${counted(pages, 'answer')} in all`] : []),
    ...(items !== listed ? [`${counted(items, 'object')} in all`] : []),
    ...(requests !== pages ? [`${counted(requests, 'request')} sent`] : []),
    ...(redacted ? ['an answer repeated the access token, which was removed before hashing'] : []),
    ...(withheld
      ? [`values withheld before hashing, because they name persons: ${withheld.join(', ')}`]
      : []),
    `SHA-256 of the answers: ${sha256}`,
  ];
}
