import type { Framework } from './framework.ts';

/**
 * NIST Cybersecurity Framework 2.0, subcategories with their text as published, which is in the public domain.
 * https://doi.org/10.6028/NIST.CSWP.29
 */
export const nistCsf: Framework = {
  id: 'nist-csf-2.0',
  title: 'NIST CSF 2.0',
  requirements: {
    'ID.RA-01': 'Vulnerabilities in assets are identified, validated, and recorded',
    'PR.AA-01':
      'Identities and credentials for authorized users, services, and hardware are managed by the organization',
    'PR.AA-03': 'Users, services, and hardware are authenticated',
    'PR.AA-05':
      'Access permissions, entitlements, and authorizations are defined in a policy, managed, enforced, and reviewed, and incorporate the principles of least privilege and separation of duties',
    'PR.PS-01': 'Configuration management practices are established and applied',
    'DE.CM-03': 'Personnel activity and technology usage are monitored to find potentially adverse events',
    'DE.AE-02': 'Potentially adverse events are analyzed to better understand associated activities',
    'RS.MA-02': 'Incident reports are triaged and validated',
  },
};
