import type { Framework } from './framework.ts';

/**
 * NIS2, Directive (EU) 2022/2555, Article 21(2), points with their text as published.
 * https://eur-lex.europa.eu/eli/dir/2022/2555/oj
 */
export const nis2: Framework = {
  id: 'nis2-2022-2555',
  title: 'NIS2 (Directive (EU) 2022/2555)',
  requirements: {
    '21.2.b': 'incident handling',
    '21.2.e':
      'security in network and information systems acquisition, development and maintenance, including vulnerability handling and disclosure',
    '21.2.f': 'policies and procedures to assess the effectiveness of cybersecurity risk-management measures',
    '21.2.i': 'human resources security, access control policies and asset management',
    '21.2.j':
      'the use of multi-factor authentication or continuous authentication solutions, secured voice, video and text communications and secured emergency communication systems within the entity, where appropriate',
  },
};
