import type { Caught } from '../../domain/failure.ts';
import type { StateEvent } from '../sync-progress.ts';
import type { EngineEvent } from './workflow-runner.ts';

/**
 * Returns a function that translates the engine's events of one execution in order; undefined for other events than a
 * state's.
 */
export function stateEvents(): (event: EngineEvent) => StateEvent | undefined {
  // Failures by state: whether a state is retried shows only in a later event.
  const failures = new Map<string, Caught>();
  return (event) => {
    switch (event.type) {
      case 'StateEntered':
        return { type: 'entered', state: event.state.name, input: event.state.input };
      case 'StateExited':
        return { type: 'exited', state: event.state.name, output: event.state.output };
      case 'StateFailed':
        failures.set(event.state.name, { Error: event.Error, Cause: String(event.Cause) });
        return undefined;
      case 'StateRetried': {
        const error = failures.get(event.state.name) ?? { Error: 'States.TaskFailed' };
        return { type: 'again', state: event.state.name, error };
      }
      default:
        return undefined;
    }
  };
}
