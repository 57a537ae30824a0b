import type { Framework } from './framework.ts';

/**
 * ISO/IEC 27001:2022, Annex A. The titles are our own short descriptions, because the text of the standard is protected.
 * https://www.iso.org/standard/27001
 */
export const iso27001: Framework = {
  id: 'iso-27001-2022',
  title: 'ISO/IEC 27001:2022',
  requirements: {
    'A.5.15': 'Rules for who gets access to what',
    'A.5.25': 'Deciding which security events are incidents',
    'A.5.36': 'Checking that security rules are followed',
    'A.8.2': 'Limits on privileged access',
    'A.8.5': 'Sign-in that proves who the user is',
    'A.8.8': 'Detecting and treating technical weaknesses',
    'A.8.16': 'Watching systems for unusual behaviour',
  },
};
