import { hash } from 'node:crypto';
import { counted } from '../../../lambdas/domain/figure-text.ts';
import type { Answer, Provenance } from '../../../lambdas/domain/provenance.ts';
import { exactBeside } from './time-text.ts';

const ORIGIN = /^https:\/\/[^/]*/;

/** How one evidence item was read, in lines: each answer of Graph, and of the whole what does not follow from them. */
export function provenanceText(provenance: Provenance, collectedAt: string): string {
  const { answers, endpoint } = provenance;
  const told = answers.map((answer, index) => {
    const lines = answerLines(answer, endpoint, collectedAt).join('\n');
    return answers.length > 1 ? `${index + 1}. ${lines}` : lines;
  });
  return [...told, ...wholeLines(provenance)].join('\n');
}

function answerLines(answer: Answer, endpoint: string, collectedAt: string): string[] {
  const { path, query, status, requestId, date, items, sha256 } = answer;
  const asked = query ? `${path}?${query}` : path;
  const when = date === null ? 'no Date' : exactBeside(date, collectedAt).replace('.000', '');
  return [
    ...(endpoint.replace(ORIGIN, '') === asked ? [] : [asked]),
    requestId ?? 'no request-id',
    `${when} · ${status} · ${counted(items, 'object')}`,
    sha256,
  ];
}

/** What is left to say of the whole reading: nothing where it was one answer to one request. */
function wholeLines({
  answers,
  answersOmitted,
  pages,
  items,
  requests,
  sha256,
  redacted,
}: Provenance): string[] {
  const listed = answers.reduce((sum, answer) => sum + answer.items, 0);
  const follows = answers.length === 1 && sha256 === hash('sha256', answers[0]?.sha256 ?? '');
  return [
    ...(answersOmitted > 0 ? [`${counted(answersOmitted, 'answer')} before the last only in the log`] : []),
    ...(pages !== answers.length ? [`${counted(pages, 'answer')} in all`] : []),
    ...(items !== listed ? [`${counted(items, 'object')} in all`] : []),
    ...(requests !== pages ? [`${counted(requests, 'request')} sent`] : []),
    ...(redacted ? ['an answer repeated the access token, which was removed before hashing'] : []),
    ...(follows ? [] : [`over all: ${sha256}`]),
  ];
}
