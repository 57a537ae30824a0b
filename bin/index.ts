export { EvidenceStack } from '../lib/infrastructure/evidence-stack.ts';
