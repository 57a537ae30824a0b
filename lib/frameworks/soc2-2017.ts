import type { Framework } from './framework.ts';

/**
 * AICPA Trust Services Criteria 2017 (points of focus revised 2022), common criteria. The titles are our own short
 * descriptions, because the text of the criteria is protected.
 */
export const soc2: Framework = {
  id: 'soc2-2017',
  title: 'SOC 2 (TSC 2017)',
  requirements: {
    'CC6.1': 'Technical limits on who reaches protected information',
    'CC6.3': 'Access follows roles and duties, and ends with them',
    'CC7.1': 'Detecting risky configuration changes and new weaknesses',
    'CC7.2': 'Watching systems for anomalies and security events',
  },
};
