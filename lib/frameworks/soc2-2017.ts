import type { Framework } from './framework.ts';

/** AICPA Trust Services Criteria 2017 (points of focus revised 2022), common criteria, titles shortened. */
export const soc2: Framework = {
  id: 'soc2-2017',
  title: 'SOC 2 (TSC 2017)',
  requirements: {
    'CC6.1': 'Logical access security over protected information assets',
    'CC6.3': 'Access is authorized, modified and removed by role and least privilege',
    'CC7.1': 'Detection of configuration changes and of new vulnerabilities',
    'CC7.2': 'Monitoring of system components for anomalies and security events',
  },
};
