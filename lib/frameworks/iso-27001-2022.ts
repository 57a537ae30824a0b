import type { Framework } from './framework.ts';

/** ISO/IEC 27001:2022, Annex A. https://www.iso.org/standard/27001 */
export const iso27001: Framework = {
  id: 'iso-27001-2022',
  title: 'ISO/IEC 27001:2022',
  requirements: {
    'A.5.15': 'Access control',
    'A.5.25': 'Assessment and decision on information security events',
    'A.5.36': 'Compliance with policies, rules and standards for information security',
    'A.8.2': 'Privileged access rights',
    'A.8.5': 'Secure authentication',
    'A.8.8': 'Management of technical vulnerabilities',
    'A.8.16': 'Monitoring activities',
  },
};
