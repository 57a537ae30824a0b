export { EvidenceStack, type EvidenceStackProps } from '../lib/infrastructure/evidence-stack.ts';
export { M365Evidence, type M365EvidenceProps } from '../lib/infrastructure/m365-evidence.ts';
