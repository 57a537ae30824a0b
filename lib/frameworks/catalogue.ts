import type { Framework } from './framework.ts';

/** All requirements of a framework, by id. */
export interface Catalogue {
  /** The framework's word for its requirements, in the plural. */
  called: string;
  ids: readonly string[];
}

/** Returns the ids with numbers from 1 to a last number: `A.5.1`, `A.5.2`, …. */
function upTo(prefix: string, last: number): string[] {
  return Array.from({ length: last }, (_, index) => `${prefix}${index + 1}`);
}

/** Returns the ids of a CSF category, whose numbers have holes: version 2.0 did not reuse those of version 1.1. */
function numbered(category: string, ...numbers: number[]): string[] {
  return numbers.map((number) => `${category}-${String(number).padStart(2, '0')}`);
}

const through = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** Framework id to all of its requirements. In a file of its own, because only reports need it. */
const PUBLISHED_CATALOGUES: Readonly<Record<string, Catalogue>> = {
  // 93 controls: 37 organizational, 8 about people, 14 physical, 34 technological.
  'iso-27001-2022': {
    called: 'Annex A controls',
    ids: [...upTo('A.5.', 37), ...upTo('A.6.', 8), ...upTo('A.7.', 14), ...upTo('A.8.', 34)],
  },
  // 33 common criteria. Availability, confidentiality, processing integrity and privacy have criteria of their own.
  'soc2-2017': {
    called: 'common criteria',
    ids: [5, 3, 4, 2, 3, 8, 5, 1, 2].flatMap((last, index) => upTo(`CC${index + 1}.`, last)),
  },
  // 106 subcategories. Source: https://doi.org/10.6028/NIST.CSWP.29, appendix A.
  'nist-csf-2.0': {
    called: 'subcategories',
    ids: [
      ...numbered('GV.OC', ...through(5)),
      ...numbered('GV.RM', ...through(7)),
      ...numbered('GV.RR', ...through(4)),
      ...numbered('GV.PO', ...through(2)),
      ...numbered('GV.OV', ...through(3)),
      ...numbered('GV.SC', ...through(10)),
      ...numbered('ID.AM', 1, 2, 3, 4, 5, 7, 8),
      ...numbered('ID.RA', ...through(10)),
      ...numbered('ID.IM', ...through(4)),
      ...numbered('PR.AA', ...through(6)),
      ...numbered('PR.AT', ...through(2)),
      ...numbered('PR.DS', 1, 2, 10, 11),
      ...numbered('PR.PS', ...through(6)),
      ...numbered('PR.IR', ...through(4)),
      ...numbered('DE.CM', 1, 2, 3, 6, 9),
      ...numbered('DE.AE', 2, 3, 4, 6, 7, 8),
      ...numbered('RS.MA', ...through(5)),
      ...numbered('RS.AN', 3, 6, 7, 8),
      ...numbered('RS.CO', 2, 3),
      ...numbered('RS.MI', 1, 2),
      ...numbered('RC.RP', ...through(6)),
      ...numbered('RC.CO', 3, 4),
    ],
  },
  'nis2-2022-2555': {
    called: 'points of Article 21(2)',
    ids: [...'abcdefghij'].map((point) => `21.2.${point}`),
  },
};

/** Returns all requirements of a framework. A deployer's own has those that its file lists. */
export function catalogueOf({ id, requirements }: Framework): Catalogue {
  const published = Object.hasOwn(PUBLISHED_CATALOGUES, id) && PUBLISHED_CATALOGUES[id];
  return published || { called: 'requirements', ids: Object.keys(requirements) };
}
